const irregular: Readonly<Record<string, string>> = { people: 'person', children: 'child', men: 'man', women: 'woman', mice: 'mouse', data: 'data', media: 'media', news: 'news', series: 'series', addresses: 'address' };

/** The singular of a plural written in snake case: `order_lines` is `order_line`. */
export function singular(name: string): string {
  const cut = name.lastIndexOf('_') + 1;
  const word = name.slice(cut);
  const known = irregular[word];
  const one = known ?? (/ies$/.test(word) ? `${word.slice(0, -3)}y` : /(?:ss|sh|ch|x|us|zz)es$/.test(word) ? word.slice(0, -2) : /s$/.test(word) && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word);
  return name.slice(0, cut) + one;
}

/** The class that a name in snake case stands for by convention: `order_lines` is `OrderLine`. */
export function className(name: string, isPlural: boolean): string {
  return (isPlural ? singular(name) : name).replace(/(?:^|_)([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase());
}
