package dev.leadlight.contracts.tier;

import org.jspecify.annotations.Nullable;

/**
 * How to address a lead, from its latest traits. Personal.
 *
 * @param name as the person gave it
 * @param email normalised
 * @param phone E.164
 * @param locale BCP 47
 * @param timezone IANA name
 */
public record Contact(
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String locale,
    @Nullable String timezone) {}
