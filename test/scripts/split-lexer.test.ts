import assert from 'node:assert/strict';
import { splitLexer } from '../../scripts/grammars/split-lexer';

const state = (i: number): string => `    case ${i}:\n      if (lookahead == 'a') ADVANCE(${i + 1});\n      END_STATE();\n`;

const parserWith = (name: string, states: string): string => `#define X 1

static bool ${name}(TSLexer *lexer, TSStateId state) {
  START_LEXER();
  eof = lexer->eof(lexer);
  switch (state) {
${states}    default:
      return false;
  }
}

static const int after = 1;
`;

describe('splitting a generated lexer', () => {
  it('keeps every state once, in parts of a bounded size, behind the same function', () => {
    const states = Array.from({ length: 100 }, (_, i) => state(i));
    const split = splitLexer(parserWith('ts_lex', states.join('')));
    for (const text of states) assert.equal(split.split(text).length, 2);
    const parts = split.split(/^static __attribute__.*$/m).slice(1);
    assert.equal(parts.length, 4);
    for (const part of parts) assert.ok((part.match(/^ {4}case /gm) ?? []).length <= 32);
    assert.match(split, /^static bool ts_lex\(TSLexer \*lexer, TSStateId state\) \{$/m);
    assert.match(split, /case 3: step = ts_lex_3\(/);
    assert.match(split, /static const int after = 1;/);
  });

  it('defines its steps once for both lexers', () => {
    const split = splitLexer(parserWith('ts_lex', state(0)) + parserWith('ts_lex_keywords', state(0)));
    assert.equal(split.split('#define ADVANCE(').length, 2);
    assert.match(split, /ts_lex_keywords_0\(/);
  });

  it('refuses what the generator does not write', () => {
    assert.throws(() => splitLexer('int main(void) { return 0; }'), /no lexer/);
    assert.throws(() => splitLexer(parserWith('ts_lex', state(0) + state(2))), /state 1/);
  });
});
