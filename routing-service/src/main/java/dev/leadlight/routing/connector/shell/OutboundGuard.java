package dev.leadlight.routing.connector.shell;

import dev.leadlight.routing.connector.PublicAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which address a URL of an operator's may be called at, so that nobody reaches the inside
 * of our network by way of us. The answer is the very address to connect to: a name that points
 * elsewhere a moment later gains nothing by it. Redirects are not followed at all.
 *
 * @param allowedHosts names of hosts of our own; {@code *.} in front stands for everything below
 * @param allowedPorts of all other hosts
 */
record OutboundGuard(Set<String> allowedHosts, Set<Integer> allowedPorts, HostResolver resolver) {

  /**
   * Where to connect to.
   *
   * @param host as the destination knows itself, for its certificate and the header
   */
  record Target(String host, int port, boolean tls, InetAddress address) {}

  /**
   * Looks the host up, which blocks, and checks.
   *
   * @throws ForbiddenAddressException saying what is wrong, without the URL
   * @throws UnknownHostException if the name leads nowhere
   */
  Target check(URI url) throws UnknownHostException {
    String scheme = lowerCase(url.getScheme());
    String host = lowerCase(url.getHost()).replaceAll("^\\[|\\]$", "");
    boolean tls = scheme.equals("https");
    int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
    if (host.isEmpty() || url.getUserInfo() != null || !(tls || scheme.equals("http"))) {
      throw new ForbiddenAddressException("only http and https URLs without user info are called");
    }
    boolean ours = isAllowed(host);
    if (!ours && !tls) {
      throw new ForbiddenAddressException("http is for allowed hosts only; use https");
    }
    if (!ours && !allowedPorts.contains(port)) {
      throw new ForbiddenAddressException("port " + port + " is for allowed hosts only");
    }
    return new Target(host, port, tls, address(host, ours));
  }

  private InetAddress address(String host, boolean ours) throws UnknownHostException {
    return resolver.resolve(host).stream()
        .filter(address -> ours || PublicAddresses.contains(address))
        .findFirst()
        .orElseThrow(
            () -> new ForbiddenAddressException("the host has no address in the public internet"));
  }

  private boolean isAllowed(String host) {
    return allowedHosts.stream()
        .map(OutboundGuard::lowerCase)
        .anyMatch(
            allowed ->
                allowed.startsWith("*.")
                    ? host.endsWith(allowed.substring(1))
                    : host.equals(allowed));
  }

  private static String lowerCase(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
