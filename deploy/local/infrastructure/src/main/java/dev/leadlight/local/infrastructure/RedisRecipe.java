package dev.leadlight.local.infrastructure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.embedded.RedisServer;

/**
 * Redis with its append-only file synced each second, no eviction and no snapshots.
 *
 * @param data the directory of the append-only file
 * @param isClusterNode whether it is to become a part of a {@link RedisCluster}
 */
record RedisRecipe(int port, Path data, boolean isClusterNode) implements ServerRecipe {
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "amd64",
          "/redis-server-6.2.6-v5-linux-amd64",
          "arm64",
          "/redis-server-6.2.7-linux-arm64");

  RedisRecipe(int port, Path data) {
    this(port, data, false);
  }

  @Override
  public String name() {
    return isClusterNode ? "redis-" + port : "redis";
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(data);
  }

  @Override
  public List<String> command() {
    List<String> command = new ArrayList<>(alone());
    if (isClusterNode) {
      command.addAll(List.of("--cluster-enabled", "yes", "--cluster-node-timeout", "2000"));
    }
    return command;
  }

  private List<String> alone() {
    return List.of(
        program().toString(),
        "--port",
        Integer.toString(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        data.toString(),
        "--appendonly",
        "yes",
        "--appendfsync",
        "everysec",
        // A kill in the middle of a write leaves half a command at the end of the file.
        "--aof-load-truncated",
        "yes",
        // Leads are written again and again. Usually the file is packed whenever it has doubled: by
        // a process of its own that copies what changes, every few seconds under many events.
        "--auto-aof-rewrite-percentage",
        "300",
        "--auto-aof-rewrite-min-size",
        "256mb",
        "--save",
        "",
        "--maxmemory-policy",
        "noeviction");
  }

  @Override
  public boolean isHealthy() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readNBytes(5), US_ASCII).equals("+PONG");
    }
  }

  private static Path program() {
    String resource = PROGRAMS.get(Binaries.architecture());
    try (InputStream content = RedisServer.class.getResourceAsStream(resource)) {
      if (content == null) {
        throw new ServerStartException("There is no Redis program for this machine.");
      }
      return Binaries.executable("redis-server", content.readAllBytes());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
