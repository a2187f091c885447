package dev.leadlight.routing.delivery.shell;

/**
 * The statements of the outbox. Their plans must not depend on what PostgreSQL believes to be in
 * it, for a burst is over before it has counted again, and while nothing waits it holds reading all
 * that waits for cheap. So what is asked leaves it no choice:
 *
 * <ul>
 *   <li>Other deliveries of a lead are pending by {@code concluded_at is null}, which is the
 *       condition of the index by lead and of no other, and {@code destination is not distinct
 *       from} is an equality that leads to no index. {@code offset 0} has them looked up for each
 *       delivery, not joined.
 *   <li>Deliveries that are known by their ids are pending by {@code state is not distinct from},
 *       which leads to no index either.
 * </ul>
 */
final class OutboxSql {

  /** Changes by columns, as they are. Not of somebody who was forgotten after it was decided. */
  static final String INSERT_CHANGES =
      """
      insert into tier_change (id, lead_id, sequence, document, planned_at)
      select id, lead_id, sequence, document, planned_at
      from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[],
        $6::timestamptz[]) as n (id, lead_id, sequence, document, planned_at, decided_at)
      where not exists (
        select from erasure e where e.lead_id = n.lead_id and e.requested_at >= n.decided_at)
      on conflict do nothing
      returning id""";

  /**
   * Behind whatever ends deliveries: others are to be told. A queue of its own, for telling an end
   * would write each index of the delivery once more if a column knew of it.
   */
  private static final String TO_BE_TOLD =
      " returning d.id) insert into untold (delivery_id) select id from ended";

  /** Deliveries by columns. */
  static final String INSERT_DELIVERIES =
      """
      with planned as (
      insert into delivery (id, tier_change_id, playbook, action, destination, lead_id, sequence,
        position, verb, parameters, subject, state, planned_at, due_at, not_before, expires_at,
        concluded_at, reason, quiet_hours)
      select id, tier_change_id, playbook, action, destination, lead_id, sequence, position, verb,
        parameters, subject, state, planned_at, due_at, due_at, expires_at, concluded_at, reason,
        quiet_hours
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::bigint[], $8::integer[], $9::text[], $10::text[], $11::text[], $12::text[],
        $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[],
        $17::text[], $18::text[])
        as n (id, tier_change_id, playbook, action, destination, lead_id, sequence, position, verb,
          parameters, subject, state, planned_at, due_at, expires_at, concluded_at, reason,
          quiet_hours)
      on conflict do nothing
      returning id, state)
      insert into untold (delivery_id) select id from planned where state <> 'pending'""";

  /**
   * What a later change's delivery about the same makes pointless. What is being sent is left
   * alone: its verdict comes by this statement again.
   */
  static final String SUPERSEDE =
      """
      with ended as (
      update delivery d
      set state = 'superseded', reason = 'superseded', concluded_at = $2, claimed_until = null
      where d.lead_id = $1 and d.concluded_at is null and d.subject is not null
        and (d.claimed_until is null or d.claimed_until <= $2)
        and exists (
          select from delivery later
          where later.lead_id = d.lead_id and later.destination is not distinct from d.destination
            and later.subject = d.subject and later.sequence > d.sequence
            and later.state not in ('suppressed', 'superseded'))
      """
          + TO_BE_TOLD;

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
          + ASSIGNEE;

  /**
   * Tells people and CRMs once more what they were told of a change, for whom they had in mind is
   * another now. What was not sent yet tells it by itself, what is being sent does not. Logs of
   * facts hear nothing: no fact of theirs has changed. The lock keeps the change while it is added
   * to.
   */
  static final String REPEAT =
      """
      insert into delivery (id, tier_change_id, playbook, action, destination, lead_id, sequence,
        position, verb, parameters, subject, state, planned_at, due_at, not_before, expires_at,
        quiet_hours)
      select 'dlv_' || translate(encode(substring(sha256(convert_to(d.id || $2, 'UTF8')) for 16),
          'base64'), '+/=', '-_'),
        tier_change_id, playbook, action || ' ' || $2, destination, d.lead_id, d.sequence, position,
        verb, parameters, subject, 'pending', $3, $3, $3,
        $3::timestamptz + (expires_at - not_before), quiet_hours
      from delivery d join tier_change c on c.id = d.tier_change_id
      where tier_change_id = $1 and verb in ('notify', 'upsert-contact', 'create-task')
        and subject is not null and position(' ' in action) = 0
        and (state = 'delivered' or (state = 'pending' and claimed_until > $3::timestamptz))
      for key share of c
      on conflict do nothing""";

  /** One delivery as it would be sent now. */
  static final String LOOK =
      """
      select d.id, d.destination, d.verb, d.parameters, d.lead_id, d.step, d.planned_at,
        d.expires_at, d.quiet_hours, c.document, d.attempts > 0 as again,
        null::text as consent,
      """
          + ASSIGNEE
          + """
       from delivery d join tier_change c on c.id = d.tier_change_id
      where d.id = $1""";

  /** Tells the same once more, later. */
  static final String REMIND =
      """
      insert into delivery (id, tier_change_id, playbook, action, destination, lead_id, sequence,
        position, verb, parameters, subject, state, planned_at, due_at, not_before,
        quiet_hours)
      select 'dlv_' || translate(encode(substring(sha256(convert_to(d.id || $2, 'UTF8')) for 16),
          'base64'), '+/=', '-_'),
        tier_change_id, playbook, action || ' ' || $2, destination, d.lead_id, d.sequence, position,
        verb, parameters, subject, 'pending', $3, $4, $4, quiet_hours
      from delivery d join tier_change c on c.id = d.tier_change_id
      where d.id = $1
      for key share of c
      on conflict do nothing""";

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

  /** As {@link #SUPERSEDE}, of what is in a digest that has not gone yet. */
  static final String SUPERSEDE_DIGEST =
      """
      with ended as (
      update delivery d
      set state = 'superseded', reason = 'superseded', concluded_at = $2, claimed_until = null
      from digest_entry e
      where e.digest = $1 and d.id = e.delivery_id and d.state is not distinct from 'pending'
        and d.subject is not null
        and exists (
          select from delivery later
          where later.lead_id = d.lead_id and later.destination is not distinct from d.destination
            and later.subject = d.subject and later.sequence > d.sequence
            and later.state not in ('suppressed', 'superseded'))
      """
          + TO_BE_TOLD;

  static final String IN_DIGEST =
      """
      select d.id, d.destination, d.verb, d.parameters, d.lead_id, d.step, d.planned_at,
        d.expires_at, d.quiet_hours, c.document, d.attempts > 0 as again,
        null::text as consent, null::text as assignee
      from digest_entry e join delivery d on d.id = e.delivery_id
        join tier_change c on c.id = d.tier_change_id
      where e.digest = $1 and d.state is not distinct from 'pending'
      order by d.id
      for update of d""";

  static final String KEEP_IN_DIGEST =
      "update delivery set claimed_until = $2"
          + " where id = any ($1) and state is not distinct from 'pending'";

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

  /**
   * Verdicts by columns, none of the same delivery as another. What is put off holds nobody up. An
   * acceptance counts even when the lease was lost meanwhile; anything else only with the lease.
   * Answers of each that counted whether something of the same lead waits behind it.
   */
  static final String RECORD =
      """
      with d as (
        update delivery
        set state = v.state, step = v.step, due_at = v.due_at, reason = v.reason,
          claimed_until = null,
          not_before = case when v.put_off then v.due_at else delivery.not_before end,
          concluded_at = case when v.state <> 'pending' then v.at end,
          attempts = attempts + case when v.started_at is null then 0 else 1 end
        from unnest($1::text[], $2::timestamptz[], $3::text[], $4::integer[], $5::timestamptz[],
            $6::text[], $7::timestamptz[], $8::timestamptz[], $9::bigint[], $10::integer[],
            $11::text[], $12::text[], $13::text[], $14::boolean[])
          as v (id, until, state, step, due_at, reason, at, started_at, took_ms, status, outcome,
            excerpt, request, put_off)
        where delivery.id = v.id and delivery.state is not distinct from 'pending'
          and (claimed_until = v.until or v.state = 'delivered')
        returning delivery.id, delivery.state, attempts, lead_id, destination, sequence, position,
          v.started_at, v.took_ms, v.status, v.outcome, v.excerpt, v.request),
      tried as (
        insert into attempt (delivery_id, number, started_at, took_ms, status, outcome, excerpt,
          request)
        select id, attempts, started_at, took_ms, status, outcome, excerpt, request
        from d where started_at is not null),
      ended as (
        insert into untold (delivery_id) select id from d where state <> 'pending')
      select d.id, exists (
        select from delivery later
        where later.concluded_at is null and later.lead_id = d.lead_id
          and later.destination is not distinct from d.destination
          and (later.sequence, later.position) > (d.sequence, d.position)) as waiting
      from d""";

  static final String ABANDON =
      """
      with ended as (
      update delivery d
      set state = 'dead', reason = $2, concluded_at = $3, claimed_until = null
      where state = 'pending' and destination <> all ($1) and due_at < $4
      """
          + TO_BE_TOLD;

  private static final String AGAIN =
      """
      set state = 'pending', step = 0, due_at = $1, expires_at = null, concluded_at = null,
        reason = null
      """;

  static final String REPLAY =
      "update delivery " + AGAIN + " where id = $2 and state = 'dead' returning destination";

  /** A batch of dead letters that match; every narrowing may be null. */
  static final String REPLAY_MANY =
      """
      with dead as (
        select id from delivery
        where state = 'dead' and ($2::text is null or destination = $2)
          and ($3::text is null or reason = $3) and ($4::text is null or playbook = $4)
          and ($5::timestamptz is null or planned_at >= $5)
          and ($6::timestamptz is null or planned_at < $6)
        order by planned_at, id
        limit $7
        for update skip locked)
      update delivery
      """
          + AGAIN
          + " from dead where delivery.id = dead.id returning destination";

  /** Up to so many. */
  static final String COUNT_DEAD =
      """
      select count(*) as deliveries from (
        select from delivery
        where state = 'dead' and ($1::text is null or destination = $1)
          and ($2::text is null or reason = $2) and ($3::text is null or playbook = $3)
          and ($4::timestamptz is null or planned_at >= $4)
          and ($5::timestamptz is null or planned_at < $5)
        limit $6) dead""";

  static final String EDIT =
      """
      update delivery
      set destination = coalesce($2, destination), parameters = coalesce($3, parameters)
      where id = $1 and state = 'dead'""";

  /** Takes ends out of the queue, in the order in which they came; what has begun again is none. */
  static final String TAKE_UNTOLD =
      """
      with taken as (
        delete from untold where place = any (array(
          select place from untold order by place limit $1 for update skip locked))
        returning place, delivery_id)
      select d.id, d.tier_change_id, d.lead_id, d.playbook, d.action, d.verb, d.destination,
        d.state, d.attempts, d.planned_at, d.concluded_at, d.reason
      from taken join delivery d on d.id = taken.delivery_id
      where d.concluded_at is not null
      order by taken.place""";

  /**
   * Each count ends at $1, so that a million that wait cost no more than a few thousand. The
   * destinations are found by leaps through the indexes, a step for each, not by reading them.
   */
  static final String DEPTH =
      """
      with recursive waiting as (
        (select destination from delivery where state = 'pending' order by destination limit 1)
        union all
        select (
          select d.destination from delivery d
          where d.state = 'pending' and d.destination > w.destination
          order by d.destination limit 1)
        from waiting w where w.destination is not null),
      dead as (
        (select destination from delivery where state = 'dead' order by destination limit 1)
        union all
        select (
          select d.destination from delivery d
          where d.state = 'dead' and d.destination > x.destination
          order by d.destination limit 1)
        from dead x where x.destination is not null)
      select w.destination, 'pending' as state, (
          select count(*) from (
            select from delivery d
            where d.state = 'pending' and d.destination = w.destination limit $1) counted)
          as deliveries, (
          select d.due_at from delivery d
          where d.state = 'pending' and d.destination = w.destination order by d.due_at limit 1)
          as oldest_due_at
      from waiting w where w.destination is not null
      union all
      select x.destination, 'dead', (
          select count(*) from (
            select from delivery d
            where d.state = 'dead' and d.destination = x.destination limit $1) counted),
        null
      from dead x where x.destination is not null""";

  private OutboxSql() {}
}
