package dev.leadlight.contracts.access;

import java.time.Instant;

/**
 * A call that has changed something, or tried to and was answered as if it had.
 *
 * @param who name of the token, or of the person as the identity provider tells it
 * @param path as called, without the query; identities of leads are blotted out
 * @param status of the answer, below 400
 */
public record AuditEntry(
    String id, Instant at, String service, String who, String method, String path, int status) {}
