package dev.leadlight.routing.connector.email;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.tier.TierChange.Direction;
import dev.leadlight.routing.connector.LeadFacts;
import dev.leadlight.routing.connector.Wording;
import dev.leadlight.routing.delivery.Delivery;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an e-mail to a rep says; templates put it on paper. All members are plain text, escaping is
 * the template's.
 *
 * @param rep name of the rep whose lead it is, if it has one
 * @param page address of the lead's page, if there are such pages
 * @param acknowledge link to acknowledge the lead with, if it can be
 * @param headers for programs that read the inbox, ASCII and safe
 */
public record RepEmail(
    String subject,
    String name,
    String score,
    String from,
    String to,
    String since,
    @Nullable String email,
    @Nullable String phone,
    List<String> reasons,
    @Nullable String rep,
    @Nullable String page,
    @Nullable String acknowledge,
    Map<String, String> headers) {

  private static final int SUBJECT = 150;
  private static final int REASONS = 12;

  /** RFC 5322 ends a line at 998 characters; the header's name needs some of them. */
  private static final int IDENTITIES = 900;

  /**
   * The e-mail for a delivery.
   *
   * @param zone of the reader
   * @param page the address of a lead's page with {@code {leadId}} in it, if there is one
   * @param acknowledge link by which the rep acknowledges the lead, if there is one
   */
  public static RepEmail of(
      Delivery delivery, ZoneId zone, @Nullable String page, @Nullable String acknowledge) {
    TierChange change = delivery.change();
    return new RepEmail(
        oneLine(Wording.headline(change)),
        Wording.name(change),
        Wording.score(change),
        change.from(),
        change.to(),
        Wording.moment(change.since(), zone),
        change.contact().email(),
        change.contact().phone(),
        Wording.reasons(change, REASONS),
        delivery.assignee() == null ? null : delivery.assignee().name(),
        LeadFacts.page(change, page),
        change.direction() == Direction.UP ? acknowledge : null,
        headers(delivery));
  }

  /** Stable, so that inboxes recognise a repeat. */
  static String messageId(Delivery delivery) {
    return "<" + delivery.id() + "@leadlight.dev>";
  }

  private static Map<String, String> headers(Delivery delivery) {
    TierChange change = delivery.change();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Message-ID", messageId(delivery));
    headers.put("Auto-Submitted", "auto-generated");
    headers.put("X-Leadlight-Delivery", delivery.id());
    headers.put("X-Leadlight-Lead", change.leadId().value());
    headers.put("X-Leadlight-Identities", identities(change));
    headers.put("X-Leadlight-Tier", HeaderText.encode(change.to()));
    headers.put("X-Leadlight-Tier-Change", HeaderText.encode(change.id()));
    return headers;
  }

  /** As many as fit, strongest first, separated by commas, which no value contains. */
  private static String identities(TierChange change) {
    StringBuilder list = new StringBuilder();
    for (String label : Wording.identities(change)) {
      String encoded = HeaderText.encode(label);
      if (list.length() + 1 + encoded.length() > IDENTITIES) {
        break;
      }
      list.append(list.isEmpty() ? "" : ",").append(encoded);
    }
    return list.toString();
  }

  static String oneLine(String text) {
    return Wording.oneLine(text, SUBJECT);
  }
}
