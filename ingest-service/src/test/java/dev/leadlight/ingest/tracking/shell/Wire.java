package dev.leadlight.ingest.tracking.shell;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URL;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** One HTTP/1.1 connection on which exactly those bytes travel that a test says. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  /**
   * @param headers by their lower-case names
   */
  record Answer(int status, Map<String, String> headers, String body) {

    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** Whether the service closes the connection after it. */
    boolean isLast() {
      return header("connection").equalsIgnoreCase("close");
    }
  }

  private final Socket socket;
  private final InputStream in;

  Wire(URL url) throws IOException {
    socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  void send(byte[]... parts) throws IOException {
    for (byte[] part : parts) {
      socket.getOutputStream().write(part);
    }
  }

  /** Says that nothing more comes; answers still do. */
  void end() throws IOException {
    socket.shutdownOutput();
  }

  /**
   * The next answer.
   *
   * @throws IOException if the connection ends, or nothing comes for half a minute
   */
  Answer answer() throws IOException {
    String[] status = line().split(" ", 3);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (headers.getOrDefault("content-encoding", "").equals("gzip")) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    return new Answer(Integer.parseInt(status[1]), headers, new String(body, UTF_8));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended in: " + line);
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Text of a request's head as it travels. */
  static byte[] bytes(String head) {
    return head.getBytes(ISO_8859_1);
  }
}
