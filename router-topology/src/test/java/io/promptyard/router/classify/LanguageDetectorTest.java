package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageDetectorTest {
    private final WordTable table = new WordTable();
    private final LanguageDetector detector =
            new LanguageDetector(Tables.builtIn().languages(), table);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en  | How long is the river, and where does it end?
            de  | Wie lang ist der Fluss und wo endet er?
            fr  | Quelle est la longueur de ce fleuve et où se termine-t-il ?
            es  | ¿Cuál es la longitud del río y dónde termina?
            it  | Quanto è lungo il fiume e dove finisce la sua corsa?
            pt  | Qual é o comprimento do rio e onde é que não há mais água?
            nl  | Hoe lang is de rivier en waar eindigt het water?
            pl  | Jak długa jest rzeka i gdzie się kończy?
            cs  | Jak dlouhá je řeka a kde končí?
            tr  | Nehir ne kadar uzun ve nerede bitiyor?
            vi  | Con sông này dài bao nhiêu và kết thúc ở đâu?
            fi  | Kuinka pitkä joki on ja mihin se päättyy?
            hu  | Milyen hosszú a folyó, és hol ér véget?
            ru  | Какой длины река и где она заканчивается?
            uk  | Якої довжини річка і де вона закінчується?
            el  | Πόσο μακρύ είναι το ποτάμι;
            he  | מה אורך הנהר?
            ar  | كم يبلغ طول النهر؟
            fa  | طول رودخانه چقدر است؟
            hi  | नदी कितनी लंबी है?
            th  | แม่น้ำยาวเท่าไร
            ko  | 강은 얼마나 깁니까?
            ja  | 川の長さはどれくらいですか？
            zh  | 这条河有多长？
            und | x = 3 + 4
            und | 😀😀😀
            """)
    void shouldNameTheLanguageWhenScriptOrCommonWordsShowIt(String language, String text) {
        // When
        String found = detector.detect(Reading.of(text, table));

        // Then
        assertThat(found).isEqualTo(language);
        assertThat(Languages.known().codes()).contains(found);
    }
}
