package dev.leadlight.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {

  @ParameterizedTest
  @CsvSource({
    "Product Added, product_added",
    "product_added, product_added",
    "Wi-Fi Checked In, wi_fi_checked_in",
    "WiFi Checked In, wi_fi_checked_in",
    "POS Purchase, pos_purchase",
    "'  Order   Completed!', order_completed",
    "Größe gewählt, größe_gewählt",
    "3D Viewer -- Opened, 3d_viewer_opened",
    "試着した, 試着した"
  })
  void isTheSnakeCaseOfTheEventName(String eventName, String signal) {
    assertThat(Signal.ofEventName(eventName)).hasToString(signal);
  }

  @ParameterizedTest
  @CsvSource({
    "Added to Cart, product_added",
    "add_to_cart, product_added",
    "Viewed Product, product_viewed",
    "purchase, order_completed",
    "Placed Order, order_completed",
    "email_clicked, email_link_clicked"
  })
  void hasOneNameWhateverOthersCallIt(String eventName, String signal) {
    assertThat(Signal.ofEventName(eventName)).hasToString(signal);
  }

  @Test
  void meansTheSameHoweverACatalogueNameIsSpelled() {
    for (Signal known : SignalCatalogue.standard().entries().keySet()) {
      String spaced = known.name().replace('_', ' ');
      assertThat(Signal.ofEventName(known.name())).isEqualTo(known);
      assertThat(Signal.ofEventName(capitalised(spaced))).isEqualTo(known);
      assertThat(Signal.ofEventName(spaced.toUpperCase(Locale.ROOT) + "!")).isEqualTo(known);
    }
  }

  private static String capitalised(String words) {
    return Pattern.compile("\\b[a-z]")
        .matcher(words)
        .replaceAll(letter -> letter.group().toUpperCase(Locale.ROOT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"İade Edildi", "ΑΓΟΡΆΣ", "ẞ", "Cafe\u0301 Visited", "Added To Cart", "𝔘"})
  void staysTheSameWhenItIsReadAgain(String eventName) {
    Signal once = Signal.ofEventName(eventName);
    assertThat(Signal.ofEventName(once.name())).isEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "!?", "_"})
  void needsALetterOrDigit(String eventName) {
    assertThatThrownBy(() -> Signal.ofEventName(eventName))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isKnownWithItsChannelAndWhetherAShopperIsBehindIt() {
    SignalCatalogue catalogue = SignalCatalogue.standard();
    assertThat(catalogue.find(new Signal("store_visited")).orElseThrow().channel())
        .isEqualTo(Channel.IN_STORE);
    assertThat(catalogue.isShopper(new Signal("email_opened"), Channel.EMAIL)).isTrue();
    assertThat(catalogue.isShopper(new Signal("email_delivered"), Channel.EMAIL)).isFalse();
    assertThat(catalogue.isShopper(new Signal("brand_own"), Channel.ONLINE)).isTrue();
    assertThat(catalogue.isShopper(new Signal("brand_own"), Channel.CRM)).isFalse();
  }

  @Test
  void everyCatalogueNameAndAliasIsInItsFinalForm() {
    SignalCatalogue catalogue = SignalCatalogue.standard();
    assertThat(catalogue.entries())
        .allSatisfy(
            (signal, entry) -> assertThat(Signal.ofEventName(signal.name())).isEqualTo(signal));
    assertThat(CatalogueDocument.aliases())
        .allSatisfy(
            alias -> {
              Signal resolved = Signal.ofEventName(alias);
              assertThat(catalogue.find(resolved)).isPresent();
              assertThat(catalogue.find(new Signal(alias))).isEmpty();
            });
  }
}
