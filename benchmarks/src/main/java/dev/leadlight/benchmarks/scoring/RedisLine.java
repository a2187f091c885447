package dev.leadlight.benchmarks.scoring;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A connection to Redis that does no more than write commands and read answers. */
final class RedisLine implements Closeable {

  private static final int BUFFER_BYTES = 256 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  RedisLine(String url) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
  }

  /** Writes a command and does not wait. */
  void write(byte[]... command) throws IOException {
    out.write(("*" + command.length + "\r\n").getBytes(US_ASCII));
    for (byte[] part : command) {
      out.write(("$" + part.length + "\r\n").getBytes(US_ASCII));
      out.write(part);
      out.write('\r');
      out.write('\n');
    }
  }

  void flush() throws IOException {
    out.flush();
  }

  /** The next answer: the bytes of text, or the line of anything else; null for nothing. */
  byte @Nullable [] read() throws IOException {
    String line = line();
    if (line.charAt(0) != '$') {
      return line.getBytes(US_ASCII);
    }
    int length = Integer.parseInt(line.substring(1));
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length);
    in.skipNBytes(2);
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\r'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("Redis has hung up");
      }
      line.append((char) next);
    }
    in.skipNBytes(1);
    return line.toString();
  }

  /** A section of INFO, by name. */
  Map<String, String> info(String section) throws IOException {
    write("INFO".getBytes(US_ASCII), section.getBytes(US_ASCII));
    flush();
    byte[] answer = read();
    Map<String, String> values = new TreeMap<>();
    for (String line :
        new String(answer == null ? new byte[0] : answer, US_ASCII).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        values.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return values;
  }

  /** Calls so far by command. */
  Map<String, Long> calls() throws IOException {
    Map<String, Long> calls = new TreeMap<>();
    info("commandstats")
        .forEach(
            (name, stats) ->
                calls.put(
                    name.replace("cmdstat_", ""),
                    Long.parseLong(stats.replaceAll("calls=(\\d+).*", "$1"))));
    return calls;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
