/** Back-tests by HTTP, on worker threads over the event log; what they found is kept in Redis. */
@NullMarked
package dev.leadlight.scoring.backtest.shell;

import org.jspecify.annotations.NullMarked;
