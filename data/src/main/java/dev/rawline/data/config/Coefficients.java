package dev.rawline.data.config;

import java.util.List;

/**
 * The coefficients of a polynomial, lowest power first.
 *
 * @param numbers the coefficients
 */
record Coefficients(List<Double> numbers) {
  Coefficients {
    numbers = List.copyOf(numbers);
  }
}
