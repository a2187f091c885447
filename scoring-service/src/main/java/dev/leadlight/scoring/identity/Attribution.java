package dev.leadlight.scoring.identity;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.LeadState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose event it is, and who turns out to be one person by it.
 *
 * <p>The event goes to the lead of its strongest identity. Another lead it names is the same person
 * unless that would put two different users into one lead, or two different e-mail addresses into
 * one that has a user, or two leads that an operator has taken apart. Of leads that are one, the
 * one with the stronger kind survives, then the older. A browser or device of somebody else moves
 * to the lead that used it last, unless it was taken out of that lead; a stronger identity of
 * somebody else stays where it is.
 *
 * @param target the lead the event goes to
 * @param absorbed leads that become part of the target
 * @param linked the event's identities that are the target's
 * @param moved those of them that were somebody else's until now
 * @param refused identities that stay somebody else's
 */
public record Attribution(
    LeadId target,
    List<LeadId> absorbed,
    List<Identity> linked,
    List<Identity> moved,
    List<Identity> refused) {

  /**
   * Decides.
   *
   * @param claims of all identities of the event, strongest first; not empty
   * @param occurredAt of the event, in epoch milliseconds
   */
  public static Attribution decide(List<Claim> claims, long occurredAt) {
    Claim first = claims.get(0);
    if (isOneLead(claims)) {
      List<Identity> all = claims.stream().map(Claim::identity).toList();
      return new Attribution(first.lead().id(), List.of(), all, List.of(), List.of());
    }
    Map<LeadId, Person> united = new LinkedHashMap<>();
    united.put(first.lead().id(), Person.of(first));
    List<LeadState> people = new ArrayList<>(List.of(first.lead()));
    Set<String> users = new HashSet<>(first.lead().valuesOf(IdentityKind.USER));
    Set<String> emails = new HashSet<>(first.lead().valuesOf(IdentityKind.EMAIL));
    note(first.identity(), users, emails);
    List<Identity> linked = new ArrayList<>(List.of(first.identity()));
    List<Identity> moved = new ArrayList<>();
    List<Identity> refused = new ArrayList<>();
    for (Claim claim : claims.subList(1, claims.size())) {
      Person known = united.get(claim.lead().id());
      boolean isApart = people.stream().anyMatch(claim.lead()::isApartFrom);
      if (known != null) {
        united.put(claim.lead().id(), known.with(claim.identity().kind()));
      } else if (!isApart && isSamePerson(users, emails, claim)) {
        people.add(claim.lead());
        united.put(claim.lead().id(), Person.of(claim));
        users.addAll(claim.lead().valuesOf(IdentityKind.USER));
        emails.addAll(claim.lead().valuesOf(IdentityKind.EMAIL));
      } else if (!isApart && !claim.identity().kind().isKnown() && occurredAt >= claim.linkedAt()) {
        moved.add(claim.identity());
      } else {
        refused.add(claim.identity());
        continue;
      }
      note(claim.identity(), users, emails);
      linked.add(claim.identity());
    }
    LeadId target =
        united.values().stream().min(Person.SURVIVOR_FIRST).map(Person::id).orElseThrow();
    return new Attribution(
        target,
        united.keySet().stream().filter(id -> !id.equals(target)).toList(),
        linked,
        moved,
        refused);
  }

  private static boolean isOneLead(List<Claim> claims) {
    LeadId id = claims.get(0).lead().id();
    for (Claim claim : claims) {
      if (!claim.lead().id().equals(id)) {
        return false;
      }
    }
    return true;
  }

  private static void note(Identity identity, Set<String> users, Set<String> emails) {
    if (identity.kind() == IdentityKind.USER) {
      users.add(identity.value());
    } else if (identity.kind() == IdentityKind.EMAIL) {
      emails.add(identity.value());
    }
  }

  private static boolean isSamePerson(Set<String> users, Set<String> emails, Claim claim) {
    Set<String> allUsers = new HashSet<>(users);
    Set<String> theirEmails = new HashSet<>(claim.lead().valuesOf(IdentityKind.EMAIL));
    allUsers.addAll(claim.lead().valuesOf(IdentityKind.USER));
    note(claim.identity(), allUsers, theirEmails);
    boolean otherAddress =
        !emails.isEmpty()
            && !theirEmails.isEmpty()
            && theirEmails.stream().noneMatch(emails::contains);
    return allUsers.size() <= 1 && !(otherAddress && !allUsers.isEmpty());
  }

  private record Person(LeadId id, IdentityKind strongest, long firstSeenAt) {

    static final Comparator<Person> SURVIVOR_FIRST =
        Comparator.comparing(Person::strongest)
            .thenComparing(Person::firstSeenAt)
            .thenComparing(person -> person.id().value());

    static Person of(Claim claim) {
      LeadState lead = claim.lead();
      return new Person(lead.id(), lead.strongestKind(), lead.firstSeenAt())
          .with(claim.identity().kind());
    }

    Person with(IdentityKind kind) {
      return new Person(id, kind.compareTo(strongest) < 0 ? kind : strongest, firstSeenAt);
    }
  }
}
