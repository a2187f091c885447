package dev.leadlight.routing.connector.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundGuardTest {

  private static final InetAddress PUBLIC = address("93.184.215.14");
  private static final InetAddress METADATA = address("169.254.169.254");

  private final OutboundGuard guard = guard(host -> List.of(PUBLIC));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://shop.example/hook",
        "ftp://shop.example/",
        "file:///etc/passwd",
        "https://shop.example:22/",
        "https://shop.example:6379/",
        "https://user:pass@shop.example/",
        "https:///nohost",
        "mailto:a@example.com",
        "https://internal:25/"
      })
  void refusesOtherSchemesPortsAndForms(String url) {
    assertThatThrownBy(() -> guard.check(URI.create(url)))
        .isInstanceOf(ForbiddenAddressException.class)
        .hasMessageNotContaining("shop.example");
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/hook,443",
    "https://shop.example:8443/hook,8443",
    "HTTPS://SHOP.example/hook,443"
  })
  void letsThePublicInternetPass(String url, int port) throws UnknownHostException {
    assertThat(guard.check(URI.create(url)))
        .isEqualTo(new OutboundGuard.Target("shop.example", port, true, PUBLIC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://crm.internal/",
        "https://crm.internal:9999/",
        "http://a.b.svc.cluster.local:81/x"
      })
  void letsAllowedHostsPassWhereverTheyLie(String url) throws UnknownHostException {
    OutboundGuard inside = guard(host -> List.of(address("10.1.2.3")));

    assertThat(inside.check(URI.create(url)).address()).isEqualTo(address("10.1.2.3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a9fe:a9fe]/",
        "https://2130706433/",
        "https://localhost/"
      })
  void literalsAreNoWayRound(String url) {
    OutboundGuard real = guard(HostResolver.system());

    assertThatThrownBy(() -> real.check(URI.create(url)))
        .isInstanceOf(ForbiddenAddressException.class);
  }

  @Test
  void ofSeveralAddressesOnlyAPublicOneIsConnectedTo() throws UnknownHostException {
    OutboundGuard mixed = guard(host -> List.of(METADATA, PUBLIC));

    assertThat(mixed.check(URI.create("https://shop.example/")).address()).isEqualTo(PUBLIC);
  }

  @Test
  void nameThatPointsElsewhereTheSecondTimeIsRefusedThen() throws UnknownHostException {
    Deque<InetAddress> answers = new ArrayDeque<>(List.of(PUBLIC, METADATA));
    OutboundGuard rebound = guard(host -> List.of(answers.pop()));
    URI url = URI.create("https://shop.example/");

    assertThat(rebound.check(url).address()).isEqualTo(PUBLIC);
    assertThatThrownBy(() -> rebound.check(url)).isInstanceOf(ForbiddenAddressException.class);
  }

  private static OutboundGuard guard(HostResolver resolver) {
    return new OutboundGuard(
        Set.of("crm.internal", "*.svc.cluster.local"), Set.of(443, 8443), resolver);
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
