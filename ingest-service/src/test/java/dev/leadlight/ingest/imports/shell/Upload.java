package dev.leadlight.ingest.imports.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.function.IntFunction;

/** A file on its way, as slowly or hastily as a test wants it. */
final class Upload implements AutoCloseable {

  /** Looks at a connection that takes nothing before it is taken to be full. */
  private static final int LOOKS = 60;

  private static final int LOOK_MILLIS = 50;

  private final SocketChannel channel;

  private Upload(SocketChannel channel) {
    this.channel = channel;
  }

  /** Sends the head of a request for a file of receipts; its bytes follow. */
  static Upload begin(String id, long length) throws IOException {
    URI base = ImportCalls.base();
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()));
    channel.setOption(StandardSocketOptions.SO_SNDBUF, 64 * 1024);
    Upload upload = new Upload(channel);
    upload.send(
        """
        POST /v1/imports?source=till&preset=pos-transactions&id=%s HTTP/1.1
        Host: x
        Connection: close
        Authorization: Bearer test-token
        Content-Type: text/csv
        Content-Length: %d

        """
            .formatted(id, length)
            .replace("\n", "\r\n")
            .getBytes(UTF_8));
    return upload;
  }

  void send(byte[] bytes) throws IOException {
    send(bytes, 0, bytes.length);
  }

  void send(byte[] bytes, int from, int to) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, from, to - from);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  /**
   * Sends one row after the other until the connection takes no more, or all of them.
   *
   * @return how many bytes it took
   */
  long pushUntilFull(IntFunction<byte[]> rows, int count) throws IOException, InterruptedException {
    long taken = 0;
    channel.configureBlocking(false);
    for (int row = 0, idle = 0; row < count && idle < LOOKS; row++) {
      ByteBuffer left = ByteBuffer.wrap(rows.apply(row));
      for (idle = 0; left.hasRemaining() && idle < LOOKS; ) {
        int sent = channel.write(left);
        taken += sent;
        idle = sent == 0 ? idle + 1 : 0;
        if (sent == 0) {
          Thread.sleep(LOOK_MILLIS);
        }
      }
    }
    return taken;
  }

  /** Whether the connection takes some more now. */
  boolean takes(byte[] bytes) throws IOException {
    return channel.write(ByteBuffer.wrap(bytes)) > 0;
  }

  /** The whole answer, head and body. Waits for it. */
  String answer() throws IOException {
    return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
