import http from 'node:http';

const READABLE = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Retry-After',
  'Content-Type': 'application/json',
};

/**
 * Stands between an SDK and Leadlight: keeps every request with its bytes as they came, and
 * misbehaves when told to. A fault is used up by one POST: 'cut' breaks the connection, 'lost'
 * passes the request on and breaks it then, {status, headers} answers in Leadlight's place.
 */
export async function startProxy(target) {
  const { hostname, port } = new URL(target);
  const requests = [];
  const faults = [];

  const server = http.createServer((incoming, answer) => {
    const chunks = [];
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const { method, url: path, rawHeaders } = incoming;
      const request = { method, path, rawHeaders, body };
      requests.push(request);
      const fault = method === 'POST' && !/\/m$/.test(path) ? faults.shift() : undefined;
      if (fault === 'cut') {
        request.status = fault;
        incoming.socket.destroy();
      } else if (fault?.status) {
        request.status = fault.status;
        answer.writeHead(fault.status, { ...READABLE, ...fault.headers }).end('{"success":false}');
      } else {
        pass(request, answer, fault);
      }
    });
  });

  function pass(request, answer, fault) {
    const { method, path, rawHeaders, body } = request;
    const onward = http.request({ hostname, port, method, path, headers: rawHeaders }, (reply) => {
      request.status = fault ?? reply.statusCode;
      if (fault === 'lost') {
        reply.resume();
        answer.socket?.destroy();
      } else {
        answer.writeHead(reply.statusCode, reply.rawHeaders);
        reply.pipe(answer);
      }
    });
    onward.on('error', () => answer.socket?.destroy());
    onward.end(body);
  }

  await new Promise((up) => server.listen(0, '127.0.0.1', up));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    misbehave: (...next) => faults.push(...next),
    /** What came since the last call. */
    take: () => requests.splice(0),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
