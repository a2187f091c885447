package dev.leadlight.routing.delivery.shell;

/** The statements that take deliveries out of the outbox to be sent; see {@link OutboxSql}. */
final class ClaimSql {

  /**
   * Of one lead only the earliest whose time has come; rows that another replica is just claiming
   * are passed over. With the latest consent of the lead, for verbs that need it. What goes by
   * digest holds up nothing that goes by itself.
   */
  private static final String DUE =
      """
      due as (
        select d.id, d.attempts > 0 or d.claimed_until is not null as again from delivery d
        where d.state = 'pending' and d.destination = $1 and d.due_at <= $2 and not d.digest
          and (d.claimed_until is null or d.claimed_until <= $2)
          and not exists (
            select from delivery earlier
            where earlier.concluded_at is null and earlier.lead_id = d.lead_id
              and earlier.destination is not distinct from d.destination and earlier.not_before <= $2
              and not earlier.digest
              and (earlier.sequence, earlier.position) < (d.sequence, d.position)
            offset 0)
      """;

  private static final String IN_ORDER = " order by d.due_at, d.sequence, d.position";

  /** Whose lead it is or, where the change itself has released the rep, whose it was until then. */
  private static final String ASSIGNEE =
      """
      (select r.assignee from assignment a join rep r on r.id = a.rep_id
        where a.lead_id = d.lead_id and (a.state in ('assigned', 'acknowledged')
          or (a.end_reason = 'released' and a.ended_at = d.planned_at))
        order by a.ended_at nulls first limit 1) as assignee""";

  /** Who had a lead before, of what is told once more for it has gone to another. */
  private static final String BEFORE =
      """
      , case when d.verb in ('upsert-contact', 'create-task') and position(' ' in d.action) > 0 then (
          select '[' || coalesce(string_agg(r.assignee, ','), '') || ']'
          from assignment a join rep r on r.id = a.rep_id
          where a.tier_change_id = d.tier_change_id and a.state = 'passed-on') end as before""";

  private static final String TAKE =
      """
      update delivery d set claimed_until = $4
      from due, tier_change c
      where d.id = due.id and c.id = d.tier_change_id
      returning d.id, d.destination, d.verb, d.parameters, d.lead_id, d.step, d.planned_at,
        d.expires_at, d.quiet_hours, c.document, due.again,
        case when d.verb = any ($5) then (
          select n.document::json ->> 'consent' from tier_change n
          where n.lead_id = d.lead_id order by n.sequence desc limit 1) end as consent,
      """
          + ASSIGNEE
          + BEFORE;

  static final String CLAIM =
      "with " + DUE + IN_ORDER + " limit $3 for update of d skip locked) " + TAKE;

  /** What can go into the same call. */
  static final String CLAIM_ALIKE =
      "with "
          + DUE
          + " and d.verb = $6 and d.parameters = $7 and ($8 or not exists (select from assignment a"
          + " where a.lead_id = d.lead_id and a.state in ('assigned', 'acknowledged')))"
          + IN_ORDER
          + " limit $3 for update of d skip locked) "
          + TAKE;

  /**
   * No more than there are tokens in the destination's bucket, which fills by $7 a second up to $6:
   * one bucket for all replicas, by the database's clock.
   */
  static final String CLAIM_WITHIN_RATE =
      """
      with bucket as (
        select least($6::float8, coalesce(tokens, $6::float8)
          + coalesce(extract(epoch from clock_timestamp() - refilled_at)::float8, 0) * $7::float8)
          as tokens
        from destination_health where destination = $1
        for update),
      """
          + DUE
          + IN_ORDER
          + """
        limit least($3::int, (select floor(tokens)::int from bucket))
        for update of d skip locked),
      spent as (
        update destination_health
        set tokens = (select tokens from bucket) - (select count(*) from due),
          refilled_at = clock_timestamp()
        where destination = $1)
      """
          + TAKE;

  static final String DIGEST_DESTINATIONS =
      """
      select distinct destination from delivery
      where state = 'pending' and digest and due_at <= $1
        and (claimed_until is null or claimed_until <= $1)""";

  static final String CLAIM_DIGEST =
      """
      with due as (
        select d.id, d.attempts > 0 or d.claimed_until is not null as again from delivery d
        where d.state = 'pending' and d.destination = $1 and d.due_at <= $2 and d.digest
          and (d.claimed_until is null or d.claimed_until <= $2)
        order by d.due_at, d.sequence, d.position
        limit $3 for update of d skip locked)
      """
          + TAKE;

  /** One delivery as it would be sent now. */
  static final String LOOK =
      """
      select d.id, d.destination, d.verb, d.parameters, d.lead_id, d.step, d.planned_at,
        d.expires_at, d.quiet_hours, c.document, d.attempts > 0 as again,
        null::text as consent, null::text as before,
      """
          + ASSIGNEE
          + """
       from delivery d join tier_change c on c.id = d.tier_change_id
      where d.id = $1""";

  static final String IN_DIGEST =
      """
      select d.id, d.destination, d.verb, d.parameters, d.lead_id, d.step, d.planned_at,
        d.expires_at, d.quiet_hours, c.document, d.attempts > 0 as again,
        null::text as consent, null::text as assignee, null::text as before
      from digest_entry e join delivery d on d.id = e.delivery_id
        join tier_change c on c.id = d.tier_change_id
      where e.digest = $1 and d.state is not distinct from 'pending'
      order by d.id
      for update of d""";

  static final String KEEP_IN_DIGEST =
      "update delivery set claimed_until = $2"
          + " where id = any ($1) and state is not distinct from 'pending'";

  private ClaimSql() {}
}
