package dev.leadlight.local.infrastructure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address. */
public final class Ports {
  /** Below the range from which systems take the ports of outgoing connections. */
  private static final int LOWEST = 20_000;

  static final int BEYOND = 32_000;

  private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port that is free now, and that this JVM gives to nobody else. */
  public static int free() {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
      if (isFree(port) && HANDED_OUT.add(port)) {
        return port;
      }
    }
    throw new ServerStartException(
        "No free port found between " + LOWEST + " and " + BEYOND + " on this machine.");
  }

  /** The preferred port while it is free and given to nobody else, or another one. */
  public static int freeOrElseAnother(int preferred) {
    return isFree(preferred) && HANDED_OUT.add(preferred) ? preferred : free();
  }

  /** The wanted port, or a free one for 0. */
  public static int freeUnlessGiven(int wanted) {
    return wanted == 0 ? free() : wanted;
  }

  /** Whether a server could listen on the port now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /**
   * Makes sure that a server can listen on the port.
   *
   * @throws ServerStartException with a sentence that names port and user
   */
  public static void requireFree(int port, String user) {
    if (!isFree(port)) {
      throw new ServerStartException(
          "Port " + port + " for " + user + " is taken by another program.");
    }
  }
}
