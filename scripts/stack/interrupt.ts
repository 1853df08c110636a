/** Ctrl+C, TERM and a closed terminal, as one promise; later ones are swallowed so that stopping can finish. */
export function interrupted(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
}
