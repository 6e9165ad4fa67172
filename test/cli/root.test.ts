import assert from 'node:assert/strict';
import { join } from 'node:path';
import { scopeOf } from '../../src/cli/root';
import { UserError } from '../../src/cli/user-error';
import { tempTree } from '../platform/temp-tree';

describe('the workspace of given paths', () => {
  const bare = tempTree({ '.git/HEAD': '', 'app/src/a.ts': '', 'app/lib/b.ts': '' });
  const team = tempTree({ '.git/HEAD': '', 'privacy/shipmate.yml': 'version: 1\n', 'services/pay/a.ts': '', 'services/mail/privacy/shipmate.yml': '', 'services/mail/src/b.ts': '' });

  it('is the folder that was given, or the current one', () => {
    assert.deepEqual(scopeOf(['app'], bare), { root: join(bare, 'app'), within: undefined });
    assert.deepEqual(scopeOf([], bare), { root: bare, within: undefined });
    assert.deepEqual(scopeOf(['.', 'app/src'], bare), { root: bare, within: undefined });
  });

  it('is the current folder for several paths, or the nearest that holds them', () => {
    assert.deepEqual(scopeOf(['app/src', 'app/lib/b.ts'], bare), { root: bare, within: ['app/src/', 'app/lib/b.ts'] });
    assert.deepEqual(scopeOf([join(bare, 'app/src'), join(bare, 'app/lib')], team), { root: join(bare, 'app'), within: ['src/', 'lib/'] });
  });

  it('is where the nearest team file upwards lies', () => {
    assert.deepEqual(scopeOf(['services/pay'], team), { root: team, within: ['services/pay/'] });
    assert.deepEqual(scopeOf(['services/mail/src/b.ts'], team), { root: join(team, 'services/mail'), within: ['src/b.ts'] });
    assert.deepEqual(scopeOf(['services/mail/src'], team), { root: join(team, 'services/mail'), within: ['src/'] });
  });

  it('has to be there', () => {
    assert.throws(() => scopeOf(['nowhere'], bare), UserError);
  });
});
