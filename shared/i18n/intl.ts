/** The formats of `Intl`, each made once for its language and options: making one takes longer than all that it then writes. */
export const numberFormat = madeOnce(Intl.NumberFormat);
export const dateFormat = madeOnce(Intl.DateTimeFormat);
export const pluralRules = madeOnce(Intl.PluralRules);

function madeOnce<Options, Format>(
  Made: new (locale: string, options?: Options) => Format,
): (locale: string, options?: Options) => Format {
  const known = new Map<string, Format>();
  return (locale, options) => {
    const key = options === undefined ? locale : `${locale} ${JSON.stringify(options)}`;
    const format = known.get(key) ?? new Made(locale, options);
    known.set(key, format);
    return format;
  };
}
