/**
 * How much may a request's body be? Bodies are read as bytes, whatever their content type says,
 * within limits of size, time and memory. Start with {@link
 * dev.leadlight.ingest.body.shell.BodyReader}.
 */
@NullMarked
package dev.leadlight.ingest.body.shell;

import org.jspecify.annotations.NullMarked;
