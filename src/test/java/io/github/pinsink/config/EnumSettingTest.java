package io.github.pinsink.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.config.AbstractConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys whose value is a constant of an enum. */
class EnumSettingTest {
    private enum Color {
        RED,
        DARK_BLUE
    }

    private static final EnumSetting<Color> SETTING = EnumSetting.lowerCase("color", Color.RED);

    @ParameterizedTest
    @EnumSource(Color.class)
    void findsEachConstantByItsConfigValue(Color color) {
        assertThat(SETTING.find(SETTING.configValue(color))).contains(color);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "green", "RED", " red", "dark blue", "dark_blue"})
    void findsNoConstantForAnotherString(String value) {
        assertThat(SETTING.find(value)).isEmpty();
    }

    @Test
    void isWrittenInMessagesAsInAConfig() {
        assertThat(SETTING.text(Color.DARK_BLUE)).isEqualTo("color=dark-blue");
    }

    @Test
    void declaresItsDefaultAndAllValues() {
        Setting setting = SETTING.declare("Color", "The color.");

        assertThat(setting.defaultValue()).isEqualTo("red");
        assertThat(setting.recommender().orElseThrow().validValues()).containsExactly("red", "dark-blue");
    }

    @Test
    void returnsTheConstantOfAParsedConfig() {
        AbstractConfig values = new AbstractConfig(Settings.definition(), MinimalConfig.properties(), false);

        assertThat(ConnectionSettings.HTTP_VERSION.get(values)).isEqualTo(ConnectionSettings.HttpVersion.HTTP_1_1);
    }
}
