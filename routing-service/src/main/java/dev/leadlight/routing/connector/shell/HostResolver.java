package dev.leadlight.routing.connector.shell;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** From a host's name to its addresses; blocks. */
interface HostResolver {

  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** As the machine does it. */
  static HostResolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
