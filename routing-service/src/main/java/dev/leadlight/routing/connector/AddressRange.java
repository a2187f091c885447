package dev.leadlight.routing.connector;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Addresses with the same beginning (RFC 4632, RFC 4291). Netty's rule for subnets takes addresses
 * of IPv6 for signed numbers, and so the upper half of them for members of ranges they are not in.
 *
 * @param network one of its addresses
 * @param prefixBits how many of the first bits they share
 */
record AddressRange(InetAddress network, int prefixBits) {

  /**
   * Reads {@code 10.0.0.0/8}.
   *
   * @throws IllegalArgumentException if it is nothing like that
   */
  static AddressRange parse(String text) {
    String[] parts = text.split("/", 2);
    try {
      return new AddressRange(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address: " + text, e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
