package dev.leadlight.routing.connector.email;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.MailLanguage;
import dev.leadlight.routing.delivery.UnmappableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A marketing e-mail to the shopper; templates put it on paper. Subject and text are the
 * playbook's, with {@code {name}} for the shopper's name.
 *
 * @param paragraphs of the text, plain, each with its lines
 * @param language of the text, as the playbook says: BCP 47
 * @param unsubscribe address of the page to unsubscribe on, shown in the mail
 * @param headers with the one-click unsubscribing of RFC 8058
 */
public record ShopperEmail(
    String to,
    String subject,
    String language,
    List<List<String>> paragraphs,
    String unsubscribe,
    Map<String, String> headers) {

  /** Parameters of the action. */
  private static final String SUBJECT = "subject";

  private static final String TEXT = "text";

  /** For a name that we don't know. */
  private static final String STRANGER = "there";

  /**
   * The e-mail for a delivery.
   *
   * @param unsubscribe null where no links are set up
   * @throws UnmappableException naming what is missing: the address, the subject, the text, a way
   *     to unsubscribe
   */
  public static ShopperEmail of(Delivery delivery, @Nullable String unsubscribe) {
    TierChange change = delivery.change();
    String to = change.contact().email();
    if (to == null || to.isBlank()) {
      throw new UnmappableException("change.contact.email", "the lead has no e-mail address");
    }
    if (unsubscribe == null) {
      throw new UnmappableException(
          "headers.List-Unsubscribe",
          "marketing mail needs leadlight.routing.links.base-url and leadlight.identity.secret");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Message-ID", RepEmail.messageId(delivery));
    headers.put("List-Unsubscribe", "<" + unsubscribe + ">");
    headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    headers.put("X-Leadlight-Delivery", delivery.id());
    return new ShopperEmail(
        to,
        RepEmail.oneLine(filled(delivery, SUBJECT)),
        language(delivery).tag(),
        paragraphs(filled(delivery, TEXT)),
        unsubscribe,
        headers);
  }

  /**
   * What a delivery's mail is written in.
   *
   * @throws UnmappableException if the action says one that we have no words in
   */
  public static MailLanguage language(Delivery delivery) {
    return MailLanguage.ofTag(
            delivery.with().getOrDefault(MailLanguage.NAME, MailLanguage.EN.tag()))
        .orElseThrow(
            () -> new UnmappableException("with." + MailLanguage.NAME, MailLanguage.EXPECTED));
  }

  private static List<List<String>> paragraphs(String text) {
    // an \R that may follow another one takes a line's CR LF apart
    return Stream.of(text.strip().replaceAll("\\R", "\n").split("\n\\s*\n", -1))
        .map(paragraph -> List.of(paragraph.split("\n", -1)))
        .toList();
  }

  private static String filled(Delivery delivery, String parameter) {
    String text = delivery.with().get(parameter);
    if (text == null || text.isBlank()) {
      throw new UnmappableException("with." + parameter, "the playbook's action lacks it");
    }
    String name = delivery.change().contact().name();
    return text.replace(
        "{name}", name == null || name.isBlank() ? STRANGER : RepEmail.oneLine(name));
  }
}
