import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { ruleFiles } from './catalogue';

describe('rules/data-types', () => {
  const schema = JSON.parse(readFileSync(join(__dirname, '../../../schemas/data-types.schema.json'), 'utf8')) as Record<string, unknown>;
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
  for (const { path, content } of ruleFiles()) {
    it(`${path} follows its schema`, () => {
      assert.ok(validate(content), JSON.stringify(validate.errors?.slice(0, 3)));
    });
  }
});
