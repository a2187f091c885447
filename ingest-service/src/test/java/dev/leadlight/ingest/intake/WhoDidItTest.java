package dev.leadlight.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything in a message that names the person is an identity, and nothing else is. */
class WhoDidItTest extends ShopMessages {

  @Test
  void findsIdentitiesWhereverThePersonIsNamed() {
    Map<String, Object> message =
        message(
            "userId",
            42,
            "anonymousId",
            "a1",
            "traits",
            map("email", " Ada@Example.com ", "loyaltyId", "L1"),
            "context",
            map(
                "traits",
                map("phone", "+49 30 901820", "crm_id", "003"),
                "device",
                map("id", "d1"),
                "externalIds",
                List.of(map("id", "L2", "type", "loyalty_id"), map("id", "x", "type", "unknown"))));

    ShopperEvent read = accepted(normaliser.normalise(message, Call.IDENTIFY, Envelope.NONE, null));

    assertThat(read.identities())
        .extracting(Identity::label)
        .containsExactlyInAnyOrder(
            "user:42",
            "loyalty:L1",
            "loyalty:L2",
            "email:ada@example.com",
            "phone:+4930901820",
            "crm:003",
            "anonymous:a1",
            "device:d1");
    assertThat(read.strongestIdentity()).isEqualTo(Identity.parse("user:42").orElseThrow());
  }

  @Test
  void ofPropertiesOnlyTheLoyaltyCardNamesThePerson() {
    Map<String, Object> gift =
        with(
            "properties",
            map("email", "friend@example.com", "phone", "+4930901820", "loyalty_id", "L1"));

    assertThat(event(gift).identities())
        .extracting(Identity::label)
        .containsExactly("loyalty:L1", "anonymous:a1");
  }

  @Test
  void aGroupsTraitsAreNotThePersons() {
    Map<String, Object> message =
        message("userId", "u1", "groupId", "g1", "traits", map("email", "office@example.com"));

    ShopperEvent read = accepted(normaliser.normalise(message, Call.GROUP, Envelope.NONE, null));

    assertThat(read.identities()).extracting(Identity::label).containsExactly("user:u1");
    assertThat(read.properties()).containsEntry("group_id", "g1").containsKey("email");
    assertThat(read.traits()).isEmpty();
  }

  @Test
  void anAliasLinksTheFormerIdToTheUser() {
    Map<String, Object> message = message("previousId", "a1", "userId", "u1");
    ShopperEvent read = accepted(normaliser.normalise(message, Call.ALIAS, Envelope.NONE, null));
    assertThat(read.identities())
        .extracting(Identity::label)
        .containsExactly("user:u1", "anonymous:a1");

    message.put("previousId", "ada@example.com");
    read = accepted(normaliser.normalise(message, Call.ALIAS, Envelope.NONE, null));
    assertThat(read.identities())
        .extracting(Identity::label)
        .containsExactly("user:u1", "email:ada@example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "undefined", "[object Object]", "0", "-1", "NaN"})
  void refusesWhoeverIsNobody(String nobody) {
    Map<String, Object> message = message("type", "track", "event", "x", "userId", nobody);

    assertThat(rejected(message).reason()).isEqualTo(RejectionReason.MISSING_IDENTITY);
  }

  @Test
  void headsMayBeCountedWithoutNames() {
    assertThat(event(message("type", "track", "event", "Footfall Counted")).identities()).isEmpty();
  }

  @Test
  void headsHaveNoNamesEvenIfTheSensorHasOne() {
    Map<String, Object> message =
        message("type", "track", "event", "footfall_counted", "anonymousId", "door-1");

    assertThat(event(message).identities()).isEmpty();
  }
}
