package dev.leadlight.routing.delivery.shell;

/**
 * The statements by which deliveries enter the outbox, end and are told of; {@link ClaimSql} has
 * those that take them out to be sent. Their plans must not depend on what PostgreSQL believes to
 * be in it, for a burst is over before it has counted again, and while nothing waits it holds
 * reading all that waits for cheap. So what is asked leaves it no choice:
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

  /**
   * Changes by columns, as they are. Not of somebody who was forgotten since: what was decided
   * after the request about what was known before it is theirs, too.
   */
  static final String INSERT_CHANGES =
      """
      insert into tier_change (id, lead_id, sequence, document, planned_at)
      select id, lead_id, sequence, document, planned_at
      from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[],
        $6::timestamptz[]) as n (id, lead_id, sequence, document, planned_at, begun_at)
      where not exists (
        select from erasure e where e.lead_id = n.lead_id and e.requested_at >= n.begun_at)
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
   * Tells people and CRMs once more what they were told of a change, for whom they had in mind is
   * another now. What was not sent yet tells it by itself, what is being sent does not. Logs of
   * facts hear nothing: no fact of theirs has changed. It goes behind all that the change has led
   * to, so behind what is being sent as well. The lock keeps the change while it is added to.
   */
  static final String REPEAT =
      """
      insert into delivery (id, tier_change_id, playbook, action, destination, lead_id, sequence,
        position, verb, parameters, subject, state, planned_at, due_at, not_before, expires_at,
        quiet_hours)
      select 'dlv_' || translate(encode(substring(sha256(convert_to(d.id || $2, 'UTF8')) for 16),
          'base64'), '+/=', '-_'),
        tier_change_id, playbook, action || ' ' || $2, destination, d.lead_id, d.sequence,
        position + (select max(position) + 1 from delivery where tier_change_id = $1),
        verb, parameters, subject, 'pending', $3, $3, $3,
        $3::timestamptz + (expires_at - not_before), quiet_hours
      from delivery d join tier_change c on c.id = d.tier_change_id
      where tier_change_id = $1 and verb in ('notify', 'upsert-contact', 'create-task')
        and subject is not null and position(' ' in action) = 0
        and (state = 'delivered' or (state = 'pending' and claimed_until > $3::timestamptz))
      for key share of c
      on conflict do nothing""";

  /** Tells the same once more, later, unless a later change has been told of since. */
  static final String REMIND =
      """
      with clicked as (
        select d.id, not exists (
          select from delivery later
          where later.lead_id = d.lead_id and later.destination is not distinct from d.destination
            and later.subject = d.subject and later.sequence > d.sequence
            and later.state not in ('suppressed', 'superseded')) as is_latest
        from delivery d where d.id = $1),
      reminder as (
      insert into delivery (id, tier_change_id, playbook, action, destination, lead_id, sequence,
        position, verb, parameters, subject, state, planned_at, due_at, not_before,
        quiet_hours)
      select 'dlv_' || translate(encode(substring(sha256(convert_to(d.id || $2, 'UTF8')) for 16),
          'base64'), '+/=', '-_'),
        tier_change_id, playbook, action || ' ' || $2, destination, d.lead_id, d.sequence, position,
        verb, parameters, subject, 'pending', $3, $4, $4, quiet_hours
      from delivery d join tier_change c on c.id = d.tier_change_id
      where d.id = (select id from clicked where is_latest)
      for key share of c
      on conflict do nothing)
      select is_latest from clicked""";

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

  /**
   * Takes ends out of the queue, in the order in which they came; what has begun again is none. A
   * destination of the service's settings has no row, and its type for an id.
   */
  static final String TAKE_UNTOLD =
      """
      with taken as (
        delete from untold where place = any (array(
          select place from untold order by place limit $1 for update skip locked))
        returning place, delivery_id)
      select d.id, d.tier_change_id, d.lead_id, d.playbook, d.action, d.verb, d.destination,
        coalesce(destination.type, d.destination) as destination_type, d.state, d.attempts,
        d.planned_at, d.concluded_at, d.reason
      from taken join delivery d on d.id = taken.delivery_id
      left join destination on destination.id = d.destination
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
