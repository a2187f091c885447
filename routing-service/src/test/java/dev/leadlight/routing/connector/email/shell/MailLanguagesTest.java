package dev.leadlight.routing.connector.email.shell;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.icegreen.greenmail.util.GreenMail;
import dev.leadlight.routing.delivery.MailLanguage;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.link.LinkKey;
import dev.leadlight.routing.link.shell.Links;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Our own words in mails to shoppers, and on the page behind them, are in the mail's language. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class MailLanguagesTest {

  @Inject EmailClient client;
  @Inject Links links;

  @ConfigProperty(name = "leadlight.identity.secret")
  String secret;

  private GreenMail smtp;
  private final String address = UUID.randomUUID() + "@example.com";

  @Test
  void aGermanMailIsLeftInGerman() throws Exception {
    assertThat(
            MailsToShoppers.send(
                client,
                MailsToShoppers.becomesSalesReady(address),
                Map.of(MailLanguage.NAME, "de")))
        .isEqualTo(Outcome.accepted());

    MimeMessage mail = mail();
    assertThat(parts(mail)).hasSize(2).allMatch(part -> part.contains("Abmelden"));
    String link = mail.getHeader("List-Unsubscribe", null).replaceAll("[<>\\s]", "");
    String path = URI.create(link).getPath();
    given()
        .header("Accept-Language", "fr")
        .get(path)
        .then()
        .statusCode(200)
        .body(containsString("<html lang=\"de\">"))
        .body(containsString("Klicken Sie"))
        .body(containsString("Abmelden</button>"));
    given().post(path).then().statusCode(200).body(containsString("Abgemeldet"));
  }

  @Test
  void aMailOfAnActionThatSaysNoneIsInEnglishAsAreLinksFromBefore() throws Exception {
    MailsToShoppers.send(client, MailsToShoppers.becomesSalesReady(address), Map.of());
    assertThat(parts(mail())).hasSize(2).allMatch(part -> part.contains("Unsubscribe"));

    String older =
        LinkKey.of(secret).seal("unsubscribe", Instant.ofEpochSecond(253_402_300_799L), address);
    given()
        .header("Accept-Language", "fr")
        .get("/v1/hooks/unsubscribe/" + older)
        .then()
        .statusCode(200)
        .body(containsString("Unsubscribe</button>"));
  }

  @Test
  void aLinkThatIsCutOffSpeaksTheBrowsersLanguage() {
    for (Map.Entry<String, String> browser :
        Map.of("fr-CH, de;q=0.5", "Ce lien", "tlh", "This link", ";;;", "This link").entrySet()) {
      given()
          .header("Accept-Language", browser.getKey())
          .get("/v1/hooks/unsubscribe/x")
          .then()
          .statusCode(404)
          .body(containsString(browser.getValue()));
    }
  }

  @Test
  void eachLanguageHasAllWords() {
    List<String> all =
        Arrays.stream(MailLanguage.values())
            .map(UnsubscribeResource::words)
            .flatMap(
                words ->
                    Stream.of(
                        words.unsubscribe(),
                        words.question(),
                        words.press(),
                        words.done(),
                        words.gone(),
                        words.broken(),
                        words.again()))
            .toList();

    assertThat(all).doesNotHaveDuplicates().noneMatch(String::isBlank);
  }

  private MimeMessage mail() {
    return Arrays.stream(smtp.getReceivedMessages())
        .filter(message -> recipients(message).contains(address))
        .findFirst()
        .orElseThrow();
  }

  private static String recipients(MimeMessage message) {
    try {
      return message.getHeader("To", ",");
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> parts(MimeMessage mail) throws Exception {
    Multipart all = (Multipart) mail.getContent();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < all.getCount(); i++) {
      BodyPart part = all.getBodyPart(i);
      texts.add(String.valueOf(part.getContent()));
    }
    return texts;
  }
}
