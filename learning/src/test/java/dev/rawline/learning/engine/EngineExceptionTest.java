package dev.rawline.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineExceptionTest {

  @Test
  void theLastSentenceOfAFailureInAModelsCodeIsKept() {
    String message =
        """
        The following operation failed in the TorchScript interpreter.
        Traceback of TorchScript, serialized code (most recent call last):
          File "code/__torch__/torch/nn/modules/conv.py", line 10, in forward
            raise ValueError: never
        RuntimeError: Given groups=1, weight of size [8, 1, 3, 3], expected input[1, 3, 64, 64]
        to have 1 channels, but got 3 channels instead
        """;
    assertThat(new EngineException("running the TorchScript model", new RuntimeException(message)))
        .hasMessage(
            "running the TorchScript model: Given groups=1, weight of size [8, 1, 3, 3], expected"
                + " input[1, 3, 64, 64] to have 1 channels, but got 3 channels instead");
  }
}
