import assert from 'node:assert/strict';
import { workspaceOf } from '../../support/workspace';

const recipients = async (files: Record<string, string>): Promise<[string, string[]][]> =>
  (await workspaceOf(files)).inventory().recipients.map(({ id, dataTypes }) => [id, [...dataTypes].sort()]);

describe('recipients in the inventory', () => {
  it('are those of findings where only whoever made a client knows its address', async () => {
    const files = {
      'src/main/java/crm/CrmApi.java': `package crm;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.POST;
public interface CrmApi {
  @POST("contacts")
  Call<Void> create(@Body Guest guest);
}
`,
      'src/main/java/crm/Guest.java': 'package crm;\npublic class Guest {\n  private String email;\n  private String phoneNumber;\n  public String getEmail() { return email; }\n}\n',
      'src/main/java/crm/Clients.java': `package crm;
import retrofit2.Retrofit;
public class Clients {
  CrmApi crm() { return new Retrofit.Builder().baseUrl("https://api.hubapi.com/").build().create(CrmApi.class); }
}
`,
      'src/main/java/crm/Sync.java': `package crm;
public class Sync {
  private final CrmApi api;
  public Sync(CrmApi api) { this.api = api; }
  public void run(Guest guest) { api.create(guest); }
}
`,
    };
    const [finding] = (await workspaceOf(files)).findings().filter(({ classId }) => classId === 'pii-to-third-party');
    assert.equal(finding?.recipient?.id, 'hubspot');
    assert.deepEqual(await recipients(files), [['hubspot', ['email', 'phone']]]);
  });

  it('keep apart what is masked and what is plain, in one call', async () => {
    const { flows } = (await workspaceOf({
      'src/ask.ts': `import OpenAI from 'openai';
const client = new OpenAI();
const mask = (text: string): string => text.replace(/./g, '*');
export interface Patient { id: string; email: string; diagnosis: string }
export async function ask(patient: Patient): Promise<void> {
  await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: patient.diagnosis + mask(patient.email) }] });
}
`,
    })).inventory();
    assert.deepEqual(flows.map(({ dataTypes, safeguards }) => [dataTypes, safeguards]).sort(), [[['diagnosis'], []], [['email'], ['masked']]]);
  });
});

describe('flows in the inventory', () => {
  it('tell what their library redacts', async () => {
    const written = async (options: string): Promise<[string[], string[]][]> => {
      const { flows } = (await workspaceOf({
        'src/book.ts': `import pino from 'pino';
const logger = pino(${options});
export interface Patient { id: string; email: string }
export function book(patient: Patient): void { logger.info({ email: patient.email }); }
`,
      })).inventory();
      return flows.map(({ dataTypes, safeguards }) => [dataTypes, safeguards]);
    };
    assert.deepEqual(await written(''), [[['email'], []]]);
    assert.deepEqual(await written("{ redact: ['email'] }"), [[['email'], ['redacted']]]);
  });
});
