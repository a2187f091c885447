package dev.leadlight.local.infrastructure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Redis Cluster of masters without replicas, each a process of its own with an equal share of the
 * slots; for tests.
 */
public final class RedisCluster implements AutoCloseable {

  private static final int SLOTS = 16_384;
  private static final int BUS_DISTANCE = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<ManagedServer> nodes;

  private RedisCluster(List<ManagedServer> nodes) {
    this.nodes = nodes;
  }

  /**
   * Starts it.
   *
   * @throws ServerStartException when it does not come together; then nothing is left running
   */
  public static RedisCluster start(Path directory, int size) {
    List<ManagedServer> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Path data = directory.resolve("node-" + i);
      nodes.add(new ManagedServer(new RedisRecipe(port(), data, true), data, data));
    }
    RedisCluster cluster = new RedisCluster(nodes);
    try {
      SideBySide.run(nodes, ManagedServer::start);
      cluster.join();
      return cluster;
    } catch (IOException | RuntimeException fault) {
      cluster.close();
      throw new ServerStartException("The Redis Cluster did not come together.", fault);
    }
  }

  /**
   * The nodes speak to each other on a port that is higher by ten thousand. No outgoing connection
   * may have that one either.
   */
  private static int port() {
    int port = Ports.free();
    while (port + BUS_DISTANCE >= Ports.BEYOND || !Ports.isFree(port + BUS_DISTANCE)) {
      port = Ports.free();
    }
    return port;
  }

  private void join() throws IOException {
    int share = (SLOTS + nodes.size() - 1) / nodes.size();
    for (int i = 0; i < nodes.size(); i++) {
      String slots =
          IntStream.range(i * share, Math.min(SLOTS, (i + 1) * share))
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(" "));
      ask(i, "CLUSTER ADDSLOTS " + slots);
      ask(i, "CLUSTER SET-CONFIG-EPOCH " + (i + 1));
    }
    for (int i = 1; i < nodes.size(); i++) {
      ask(i, "CLUSTER MEET 127.0.0.1 " + nodes.get(0).port());
    }
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!isTogether()) {
      if (System.nanoTime() > until) {
        throw new IOException("not together after " + PATIENCE);
      }
      pause();
    }
  }

  private boolean isTogether() throws IOException {
    for (int i = 0; i < nodes.size(); i++) {
      String info = ask(i, "CLUSTER INFO");
      if (!info.contains("cluster_state:ok")
          || !info.contains("cluster_known_nodes:" + nodes.size())) {
        return false;
      }
    }
    return true;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(50);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  /** A command as a line, the answer as text. */
  private String ask(int node, String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), nodes.get(node).port())) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
      socket.getOutputStream().flush();
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      String first = String.valueOf(in.readLine());
      if (first.startsWith("-")) {
        throw new IOException(first);
      }
      StringBuilder answer = new StringBuilder(first);
      if (first.startsWith("$")) {
        int length = Integer.parseInt(first.substring(1));
        for (int read = 0; read < length; read++) {
          answer.append((char) in.read());
        }
      }
      return answer.toString();
    }
  }

  /** Addresses of all nodes, separated by commas. */
  public String urls() {
    return nodes.stream()
        .map(node -> "redis://127.0.0.1:" + node.port())
        .collect(Collectors.joining(","));
  }

  /** One of the nodes. */
  public ManagedServer node(int number) {
    return nodes.get(number);
  }

  /** How many keys each node holds. */
  public List<Integer> keyCounts() throws IOException {
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      counts.add(Integer.parseInt(ask(i, "DBSIZE").substring(1)));
    }
    return counts;
  }

  @Override
  public void close() {
    SideBySide.run(nodes, ManagedServer::stop);
  }
}
