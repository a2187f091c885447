package dev.leadlight.routing.assignment;

import dev.leadlight.routing.delivery.Assignee;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who acts on leads.
 *
 * @param id stable, chosen by the operator
 * @param slackUser user id at Slack
 * @param crmOwners id as an owner by CRM, such as {@code hubspot: 4711}
 * @param weight share of the leads against others', at least 1
 * @param dailyCap most leads a day of the rep's calendar; null for no limit
 * @param territories countries or whatever the playbooks call so; empty means all
 * @param stores empty means all
 * @param skills what the rep can do; a requirement asks for one of them
 * @param onDuty switched by people: the rep is there at all
 * @param active false for somebody who has left
 */
public record Rep(
    String id,
    String name,
    String email,
    @Nullable String slackUser,
    Map<String, String> crmOwners,
    int weight,
    @Nullable Integer dailyCap,
    Set<String> territories,
    Set<String> stores,
    Set<String> skills,
    WorkingHours hours,
    boolean onDuty,
    boolean active) {

  public Rep {
    crmOwners = Map.copyOf(crmOwners);
    territories = Set.copyOf(territories);
    stores = Set.copyOf(stores);
    skills = Set.copyOf(skills);
    if (weight < 1) {
      throw new IllegalArgumentException("a weight is at least 1");
    }
  }

  /** Whether the rep is one for such a lead, whenever. */
  boolean serves(Requirement requirement) {
    return Skip.ofFitness(this, requirement).isEmpty();
  }

  /** The same after leaving. */
  public Rep departed() {
    return new Rep(
        id,
        name,
        email,
        slackUser,
        crmOwners,
        weight,
        dailyCap,
        territories,
        stores,
        skills,
        hours,
        onDuty,
        false);
  }

  /** The same on duty or off. */
  public Rep onDuty(boolean duty) {
    return new Rep(
        id,
        name,
        email,
        slackUser,
        crmOwners,
        weight,
        dailyCap,
        territories,
        stores,
        skills,
        hours,
        duty,
        active);
  }

  /** The rep as connectors know it. */
  public Assignee assignee() {
    Map<String, String> ids = new HashMap<>(crmOwners);
    if (slackUser != null) {
      ids.put("slack", slackUser);
    }
    return new Assignee(id, name, email, ids, hours.zone());
  }
}
