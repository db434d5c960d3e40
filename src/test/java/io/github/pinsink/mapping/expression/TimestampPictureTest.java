package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampPictureTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-27T15:04:05.000Z|[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001]Z|24",
                "27.11.2026|[D01].[M01].[Y0001]|1",
                "11/27/2026 3:04 pm|[M]/[D]/[Y] [h]:[m] [P]|1",
                "Fri, 27 Nov 2026|[FNn,3-3], [D] [MNn,3-3] [Y]|1",
                "20261127|[Y0001][M01][D01]|32",
            })
    void picturesOfRealTimestampsCostLittle(String timestamp, String picture, long ways) {
        assertThat(TimestampPicture.ways(timestamp, picture)).isEqualTo(ways);
    }

    @Test
    void separatorsThatNumbersInWordsContainDoNotSeparate() {
        assertThat(TimestampPicture.ways("one-two", "[Yw]-[Dw]")).isEqualTo(7);
    }

    @Test
    void manyAdjacentMarkersDoNotOverflow() {
        assertThat(TimestampPicture.ways("1".repeat(1_000), "[f]".repeat(300))).isGreaterThan(1L << 49);
    }
}
