package dev.leadlight.scoring.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link Lookup}.
 *
 * @param leads in the order of the question
 */
public record LookupAnswer(List<Entry> leads) {

  public LookupAnswer {
    leads = List.copyOf(leads);
  }

  /**
   * About one of the leads asked for.
   *
   * @param lead null if nobody is known by that name
   */
  public record Entry(boolean found, @Nullable LeadAnswer lead) {

    /** Of a lead that may be unknown. */
    public static Entry of(@Nullable LeadAnswer lead) {
      return new Entry(lead != null, lead);
    }
  }
}
