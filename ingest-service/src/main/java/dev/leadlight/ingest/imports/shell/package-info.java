/**
 * Files over HTTP: <em>body → pipe → rows → messages → intake</em>, one chunk after the other, each
 * begun when Kafka has the one before. Start with {@link
 * dev.leadlight.ingest.imports.shell.ImportWorkflow}.
 */
@NullMarked
package dev.leadlight.ingest.imports.shell;

import org.jspecify.annotations.NullMarked;
