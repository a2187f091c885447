package dev.leadlight.routing.connector.email.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The way to a mail server. While it is shut, whoever comes is let in and never hears a word, as
 * behind a network that has lost them, even once it is open again for others.
 */
final class SmtpDoor implements AutoCloseable {

  private final ServerSocket front;
  private final int server;
  private final List<Socket> lost = new CopyOnWriteArrayList<>();
  private volatile boolean shut;

  SmtpDoor(int server) {
    this.server = server;
    try {
      front = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    daemon(this::letIn);
  }

  int port() {
    return front.getLocalPort();
  }

  /** For those who come from now on. */
  void shut(boolean isShut) {
    shut = isShut;
  }

  private void letIn() {
    try {
      while (true) {
        Socket caller = front.accept();
        if (shut) {
          lost.add(caller);
        } else {
          Socket way = new Socket(InetAddress.getLoopbackAddress(), server);
          daemon(() -> carry(caller, way));
          daemon(() -> carry(way, caller));
        }
      }
    } catch (IOException closed) {
      close();
    }
  }

  private static void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // the other way ends by that, too
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "smtp-door");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      front.close();
      for (Socket each : lost) {
        each.close();
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
