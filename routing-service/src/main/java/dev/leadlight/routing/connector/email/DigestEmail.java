package dev.leadlight.routing.connector.email;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.tier.TierChange.Direction;
import dev.leadlight.routing.connector.LeadFacts;
import dev.leadlight.routing.connector.Wording;
import dev.leadlight.routing.delivery.Delivery;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an e-mail about several leads says; templates put it on paper. All members are plain text,
 * escaping is the template's.
 *
 * @param rep name of the rep whose leads these are; null for the team
 * @param leads the highest score first
 * @param headers for programs that read the inbox, ASCII and safe
 */
public record DigestEmail(
    String subject, @Nullable String rep, List<Lead> leads, Map<String, String> headers) {

  private static final int REASONS = 5;

  public DigestEmail {
    leads = List.copyOf(leads);
    headers = Map.copyOf(headers);
  }

  /**
   * One of the leads.
   *
   * @param page address of the lead's page, if there are such pages
   * @param acknowledge link to acknowledge the lead with, if it can be
   */
  public record Lead(
      String headline,
      String score,
      String from,
      String to,
      String since,
      @Nullable String email,
      @Nullable String phone,
      List<String> reasons,
      @Nullable String page,
      @Nullable String acknowledge) {

    private static Lead of(
        Delivery delivery, ZoneId zone, @Nullable String page, @Nullable String acknowledge) {
      TierChange change = delivery.change();
      return new Lead(
          RepEmail.oneLine(Wording.headline(change)),
          Wording.score(change),
          change.from(),
          change.to(),
          Wording.moment(change.since(), zone),
          change.contact().email(),
          change.contact().phone(),
          Wording.reasons(change, REASONS),
          LeadFacts.page(change, page),
          change.direction() == Direction.UP ? acknowledge : null);
    }
  }

  /**
   * The e-mail about some deliveries.
   *
   * @param id of the digest, the same each time that it is sent
   * @param rep name of the rep whose leads these are; null for the team
   * @param zone of the reader
   * @param page the address of a lead's page with {@code {leadId}} in it, if there is one
   * @param acknowledge gives the link by which a lead is acknowledged, or null
   */
  public static DigestEmail of(
      String id,
      @Nullable String rep,
      List<Delivery> deliveries,
      ZoneId zone,
      @Nullable String page,
      Function<Delivery, @Nullable String> acknowledge) {
    List<Lead> leads =
        deliveries.stream()
            .sorted(
                Comparator.comparingDouble((Delivery each) -> -each.change().score())
                    .thenComparing(Delivery::id))
            .map(each -> Lead.of(each, zone, page, acknowledge.apply(each)))
            .toList();
    return new DigestEmail(
        subject(leads),
        rep,
        leads,
        Map.of(
            "Message-ID",
            "<" + id + "@leadlight.dev>",
            "Auto-Submitted",
            "auto-generated",
            "X-Leadlight-Digest",
            id,
            "X-Leadlight-Leads",
            String.valueOf(leads.size())));
  }

  private static String subject(List<Lead> leads) {
    String first = leads.get(0).headline();
    return leads.size() == 1
        ? first
        : RepEmail.oneLine(leads.size() + " leads; first of all: " + first);
  }
}
