package dev.leadlight.local.infrastructure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Appends to a list by Redis's inline protocol. */
record RedisNotebook(int port) implements Notebook {

  @Override
  public void write(String line) throws IOException {
    ask("RPUSH notebook \"" + line + "\"", 0);
  }

  @Override
  public List<String> read() throws IOException {
    return ask("LRANGE notebook 0 -1", 1);
  }

  /** Of an array's answer every second line is a text, the others are lengths. */
  private List<String> ask(String command, int linesEach) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader answer =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
      int count = linesEach * Integer.parseInt(answer.readLine().substring(1));
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        answer.readLine();
        lines.add(answer.readLine());
      }
      return lines;
    }
  }
}
