/** Back-tests of drafts: asking scoring-service, following, keeping. */
@NullMarked
package dev.leadlight.feedback.backtest.shell;

import org.jspecify.annotations.NullMarked;
