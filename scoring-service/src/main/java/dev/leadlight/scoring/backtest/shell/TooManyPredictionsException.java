package dev.leadlight.scoring.backtest.shell;

/** More leads at more moments than memory is meant for. */
final class TooManyPredictionsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TooManyPredictionsException(long most) {
    super(
        "The leads of this period at so many moments are more than "
            + most
            + " predictions. Choose a longer every.");
  }
}
