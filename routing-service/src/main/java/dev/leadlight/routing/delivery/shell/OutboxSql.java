package dev.leadlight.routing.delivery.shell;

/** The statements of the outbox. */
final class OutboxSql {

  /** Not of somebody who was forgotten after it was decided. */
  static final String INSERT_CHANGE =
      """
      insert into tier_change (id, lead_id, sequence, document, planned_at)
      select $1, $2, $3, $4, $5
      where not exists (select from erasure where lead_id = $2 and requested_at >= $6)
      on conflict do nothing""";

  static final String INSERT_DELIVERY =
      """
      insert into delivery (id, tier_change_id, playbook, action, destination, lead_id, sequence,
        position, verb, parameters, subject, state, planned_at, due_at, not_before, expires_at,
        concluded_at, reason, quiet_hours)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15, $16, $17, $18)
      on conflict do nothing""";

  /**
   * What a later change's delivery about the same makes pointless. What is being sent is left
   * alone: its verdict comes by this statement again.
   */
  static final String SUPERSEDE =
      """
      update delivery d
      set state = 'superseded', reason = 'superseded', concluded_at = $2, claimed_until = null
      where d.lead_id = $1 and d.state = 'pending' and d.subject is not null
        and (d.claimed_until is null or d.claimed_until <= $2)
        and exists (
          select from delivery later
          where later.lead_id = d.lead_id and later.destination = d.destination
            and later.subject = d.subject and later.sequence > d.sequence
            and later.state not in ('suppressed', 'superseded'))""";

  /**
   * Of one lead only the earliest whose time has come; rows that another replica is just claiming
   * are passed over. With the latest consent of the lead, for verbs that need it.
   */
  static final String CLAIM =
      """
      with due as (
        select d.id from delivery d
        where d.state = 'pending' and d.destination = $1 and d.due_at <= $2
          and (d.claimed_until is null or d.claimed_until <= $2)
          and not exists (
            select from delivery earlier
            where earlier.state = 'pending' and earlier.lead_id = d.lead_id
              and earlier.destination = d.destination and earlier.not_before <= $2
              and (earlier.sequence, earlier.position) < (d.sequence, d.position))
        order by d.due_at, d.sequence, d.position
        limit $3
        for update of d skip locked)
      update delivery d set claimed_until = $4
      from due, tier_change c
      where d.id = due.id and c.id = d.tier_change_id
      returning d.id, d.destination, d.verb, d.parameters, d.lead_id, d.step, d.planned_at,
        d.expires_at, d.quiet_hours, c.document,
        case when d.verb = any ($5) then (
          select n.document::json ->> 'consent' from tier_change n
          where n.lead_id = d.lead_id order by n.sequence desc limit 1) end as consent, (
          select r.assignee from assignment a join rep r on r.id = a.rep_id
          where a.lead_id = d.lead_id and a.state in ('assigned', 'acknowledged')) as assignee""";

  /**
   * Tells people and CRMs once more what they were told of a change, for whom they had in mind is
   * another now. What was not sent yet tells it by itself, what is being sent does not. Logs of
   * facts hear nothing: no fact of theirs has changed.
   */
  static final String REPEAT =
      """
      insert into delivery (id, tier_change_id, playbook, action, destination, lead_id, sequence,
        position, verb, parameters, subject, state, planned_at, due_at, not_before, expires_at,
        quiet_hours)
      select 'dlv_' || translate(encode(substring(sha256(convert_to(id || $2, 'UTF8')) for 16),
          'base64'), '+/=', '-_'),
        tier_change_id, playbook, action || ' ' || $2, destination, lead_id, sequence, position,
        verb, parameters, subject, 'pending', $3, $3, $3,
        $3::timestamptz + (expires_at - not_before), quiet_hours
      from delivery
      where tier_change_id = $1 and verb in ('notify', 'upsert-contact', 'create-task')
        and subject is not null and position(' ' in action) = 0
        and (state = 'delivered' or (state = 'pending' and claimed_until > $3::timestamptz))
      on conflict do nothing""";

  /** One delivery as it would be sent now. */
  static final String LOOK =
      """
      select d.id, d.destination, d.verb, d.parameters, d.lead_id, d.step, d.planned_at,
        d.expires_at, d.quiet_hours, c.document, null::text as consent, (
          select r.assignee from assignment a join rep r on r.id = a.rep_id
          where a.lead_id = d.lead_id and a.state in ('assigned', 'acknowledged')) as assignee
      from delivery d join tier_change c on c.id = d.tier_change_id
      where d.id = $1""";

  /** Tells the same once more, later. */
  static final String REMIND =
      """
      insert into delivery (id, tier_change_id, playbook, action, destination, lead_id, sequence,
        position, verb, parameters, subject, state, planned_at, due_at, not_before,
        quiet_hours)
      select 'dlv_' || translate(encode(substring(sha256(convert_to(id || $2, 'UTF8')) for 16),
          'base64'), '+/=', '-_'),
        tier_change_id, playbook, action || ' ' || $2, destination, lead_id, sequence, position,
        verb, parameters, subject, 'pending', $3, $4, $4, quiet_hours
      from delivery where id = $1
      on conflict do nothing""";

  /**
   * An acceptance counts even when the lease was lost meanwhile; anything else only with the lease.
   * Answers whether something of the same lead waits behind it.
   */
  static final String RECORD =
      """
      with d as (
        update delivery
        set state = $3, step = $4, due_at = $5, reason = $6, claimed_until = null,
          concluded_at = case when $3 = 'pending' then null else $7::timestamptz end,
          attempts = attempts + case when $8::timestamptz is null then 0 else 1 end
        where id = $1 and state = 'pending' and (claimed_until = $2 or $3 = 'delivered')
        returning id, attempts, lead_id, destination, sequence, position),
      tried as (
        insert into attempt (delivery_id, number, started_at, took_ms, status, outcome, excerpt)
        select id, attempts, $8, $9, $10, $11, $12 from d where $8::timestamptz is not null)
      select exists (
        select from delivery later
        where later.state = 'pending' and later.lead_id = d.lead_id
          and later.destination = d.destination
          and (later.sequence, later.position) > (d.sequence, d.position)) as waiting
      from d""";

  static final String ABANDON =
      """
      update delivery
      set state = 'dead', reason = $2, concluded_at = $3, claimed_until = null
      where state = 'pending' and destination <> all ($1) and due_at < $4""";

  static final String REPLAY =
      """
      update delivery
      set state = 'pending', step = 0, due_at = $2, expires_at = null, concluded_at = null,
        reason = null, published_at = null
      where id = $1 and state = 'dead'
      returning destination""";

  static final String UNPUBLISHED =
      """
      select id, tier_change_id, lead_id, playbook, action, destination, state, attempts,
        planned_at, concluded_at, reason
      from delivery
      where concluded_at is not null and published_at is null
      order by concluded_at
      limit $1
      for update skip locked""";

  static final String PUBLISHED = "update delivery set published_at = $2 where id = any ($1)";

  static final String DEPTH =
      """
      select destination, state, count(*) as deliveries
      from delivery where state in ('pending', 'dead')
      group by destination, state""";

  private OutboxSql() {}
}
