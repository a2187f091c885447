package dev.leadlight.ingest.sdk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pixel of docs/storefront.md, as it stands there, with events as Shopify documents them. */
@QuarkusTest
class ShopifyPixelTest extends LibraryInChromium {

  private static final Pattern PIXEL = Pattern.compile("```js\n(const HOST.*?)```", Pattern.DOTALL);

  private static final String SANDBOX =
      "<script>const told = {}; const analytics = { subscribe: (name, tell) => { told[name] = tell"
          + " } };</script><script>%s</script>";

  private static final String TELL =
      "([name, id, data]) => told[name]({ id, name, clientId: 'c-' + id,"
          + " timestamp: new Date().toISOString(), data,"
          + " context: { document: { location: { pathname: '/p', href: 'https://shop.example/p',"
          + " search: '' }, title: 'P', referrer: '' } } })";

  private static final Map<String, Object> VARIANT =
      Map.of(
          "id", "v1",
          "sku", "S-1",
          "title", "Blue",
          "price", Map.of("amount", 129.9, "currencyCode", "EUR"),
          "product", Map.of("id", "p1", "title", "Lamp", "vendor", "Lights", "type", "Table"));

  @Test
  void tellsOfCartsAndOrdersUnderShopifysOwnIds() throws IOException {
    visit(SANDBOX.formatted(pixel()));
    Page page = visitor.open(SHOP);

    tell(
        page,
        "product_added_to_cart",
        "-1",
        Map.of("cartLine", Map.of("merchandise", VARIANT, "quantity", 2)));
    tell(
        page,
        "checkout_completed",
        "-2",
        Map.of(
            "checkout",
            Map.of(
                "token",
                "t1",
                "email",
                mark + "@shop.example",
                "totalPrice",
                Map.of("amount", 259.8),
                "currencyCode",
                "EUR",
                "order",
                Map.of("id", "o1"),
                "lineItems",
                List.of(Map.of("variant", VARIANT, "quantity", 2)))));
    tell(page, "page_viewed", "-3", Map.of());
    tell(
        page,
        "checkout_contact_info_submitted",
        "-4",
        Map.of("checkout", Map.of("token", "t1", "email", mark + "@shop.example")));

    List<ShopperEvent> events = awaitEvents(4, event -> event.id().startsWith(mark));
    ShopperEvent cart = named(events, "product_added");
    assertThat(cart.identities())
        .containsExactly(new Identity(IdentityKind.ANONYMOUS, "c-" + mark + "-1"));
    assertThat(cart.value()).isEqualByComparingTo("259.8");
    assertThat(cart.properties()).containsEntry("product_id", "p1");
    ShopperEvent order = named(events, "order_completed");
    assertThat(order.identities())
        .contains(new Identity(IdentityKind.EMAIL, mark + "@shop.example"));
    assertThat(order.value()).isEqualByComparingTo("259.8");
    assertThat(order.properties()).containsEntry("order_id", "o1");
    assertThat(order.consent()).containsEntry("analytics", true);
    ShopperEvent contact = named(events, "checkout_step_completed");
    assertThat(contact.identities())
        .contains(new Identity(IdentityKind.EMAIL, mark + "@shop.example"));
    assertThat(contact.properties()).containsEntry("step", "contact");
    assertThat(named(events, "page_viewed").page()).containsEntry("path", "/p");
    assertThat(visitor.requests("/v1/batch"))
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.method()).isEqualTo("POST"));
  }

  private void tell(Page page, String name, String suffix, Map<String, ?> data) {
    page.evaluate(TELL, List.of(name, mark + suffix, data));
  }

  private String pixel() throws IOException {
    String documented = Files.readString(Path.of("../docs/storefront.md"));
    String snippet = PIXEL.matcher(documented).results().findFirst().orElseThrow().group(1);
    String here = host.toString();
    return snippet
        .replace("https://leadlight.shop.example", here.substring(0, here.length() - 1))
        .replace("'demo-storefront'", "'shop-key'");
  }
}
