// @ts-check
// The data room with nothing in it: a utility process that passes on what comes through one port to another.

process.parentPort.once('message', ({ ports: [from, to] }) => {
  from?.on('message', (event) => to?.postMessage(event.data));
  from?.start();
});
