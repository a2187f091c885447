package dev.leadlight.routing.connector;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses lie in the public internet. Of IPv4, all but the special ones (RFC 6890 and the
 * registry of IANA); of IPv6, only what is assigned for it (2000::/3), less the special ones: whose
 * tunnels lead to IPv4 are no exception. IPv4 mapped into IPv6 is IPv4 to Java already; addresses
 * of NAT64 are judged by the IPv4 inside, for in some clusters all the internet looks like that.
 */
public final class PublicAddresses {

  private static final List<AddressRange> NOT_PUBLIC =
      ranges(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // shared by carriers; Alibaba's metadata
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // Azure's metadata, in the midst of public ones
          "169.254.0.0/16", // link-local; metadata of most clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments; Oracle's metadata
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // relays of 6to4
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4", // reserved, broadcast
          "2001::/23", // protocol assignments, Teredo among them
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4
          "3fff::/20"); // documentation

  private static final AddressRange UNICAST = AddressRange.parse("2000::/3");
  private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");

  /** Whether it lies in the public internet. */
  public static boolean contains(InetAddress address) {
    if (address instanceof Inet4Address) {
      return !isSpecial(address);
    }
    return NAT64.contains(address)
        ? !isSpecial(inside(address))
        : UNICAST.contains(address) && !isSpecial(address);
  }

  private static boolean isSpecial(InetAddress address) {
    return NOT_PUBLIC.stream().anyMatch(range -> range.contains(address));
  }

  private static InetAddress inside(InetAddress nat64) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(nat64.getAddress(), 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static List<AddressRange> ranges(String... ranges) {
    return Stream.of(ranges).map(AddressRange::parse).toList();
  }

  private PublicAddresses() {}
}
