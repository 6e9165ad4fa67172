/** States a part holds: small enough for an optimiser to stay within its memory, large enough to keep calls rare. */
const statesPerPart = 32;

/**
 * The steps of a generated lexer, told by value: a part is left with the next state instead of a jump.
 * The words a part gives: the next state in the low 16 bits, and whether the character is skipped, a token was accepted, the lexer is done.
 */
const macros = `
#undef ADVANCE
#undef ADVANCE_MAP
#undef SKIP
#undef ACCEPT_TOKEN
#undef END_STATE
#define LEX_SKIP 0x10000
#define LEX_ACCEPTED 0x20000
#define LEX_DONE 0x40000
#define ADVANCE(state_value) return accepted | (state_value);
#define SKIP(state_value) return accepted | LEX_SKIP | (state_value);
#define ADVANCE_MAP(...)                                             \\
  {                                                                  \\
    static const uint16_t map[] = { __VA_ARGS__ };                   \\
    for (uint32_t i = 0; i < sizeof(map) / sizeof(map[0]); i += 2) { \\
      if (map[i] == lookahead) return accepted | map[i + 1];         \\
    }                                                                \\
  }
#define ACCEPT_TOKEN(symbol_value)     \\
  accepted = LEX_ACCEPTED;             \\
  lexer->result_symbol = symbol_value; \\
  lexer->mark_end(lexer);
#define END_STATE() return accepted | LEX_DONE;
`;

/**
 * Takes a generated parser.c and gives it with both lexers (`ts_lex` and `ts_lex_keywords`) split into many functions; the language stays the same.
 * Throws when the file has not the shape the generator gives it: a switch over states numbered from 0.
 */
export function splitLexer(parser: string): string {
  const lexer = /^static bool (ts_lex(?:_keywords)?)\(TSLexer \*lexer, TSStateId state\) \{\n {2}START_LEXER\(\);\n {2}eof = lexer->eof\(lexer\);\n {2}switch \(state\) \{\n([^]*?) {4}default:\n {6}return false;\n {2}\}\n\}\n/gm;
  const first = parser.search(lexer);
  if (first < 0) throw new Error('no lexer was found in parser.c');
  return parser.slice(0, first) + macros + parser.slice(first).replace(lexer, (_, name: string, body: string) => inParts(name, body));
}

function inParts(name: string, body: string): string {
  const states = body.split(/^(?= {4}case \d+:\n)/m);
  states.forEach((state, i) => {
    if (!state.startsWith(`    case ${i}:\n`)) throw new Error(`${name}: state ${i} is not where it belongs`);
  });
  const parts: string[] = [];
  for (let at = 0; at < states.length; at += statesPerPart) parts.push(states.slice(at, at + statesPerPart).join(''));
  return `${parts.map((part, i) => partOf(name, i, part)).join('\n')}
static bool ${name}(TSLexer *lexer, TSStateId state) {
  bool result = false;
  for (;;) {
    const bool eof = lexer->eof(lexer);
    uint32_t step = LEX_DONE;
    switch (state / ${statesPerPart}) {
${parts.map((_, i) => `      case ${i}: step = ${name}_${i}(lexer, state, lexer->lookahead, eof); break;\n`).join('')}    }
    if (step & LEX_ACCEPTED) result = true;
    if (step & LEX_DONE) return result;
    state = (TSStateId)step;
    lexer->advance(lexer, (step & LEX_SKIP) != 0);
  }
}
`;
}

function partOf(name: string, part: number, states: string): string {
  return `static __attribute__((noinline)) uint32_t ${name}_${part}(TSLexer *lexer, TSStateId state, int32_t lookahead, bool eof) {
  uint32_t accepted = 0;
  switch (state) {
${states}  }
  return LEX_DONE;
}
`;
}
