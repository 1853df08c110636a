import pino, { type Logger } from 'pino';

/** JSON lines on stderr; stdout belongs to the ready line. Whatever could name a person or open a door is cut out by key. */
export function openLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: ['password', 'token', 'accessToken', 'refreshToken', 'name', 'number', 'address', '*.password', '*.token', '*.name', '*.number', '*.address', 'headers.authorization'],
        censor: '[redacted]',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
