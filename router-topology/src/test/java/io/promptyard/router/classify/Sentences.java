package io.promptyard.router.classify;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** One question in 48 languages: {@code language, sentence}. */
final class Sentences {
    private static final String ALL = """
            en|Where is the old library?
            de|Wo ist die alte Bibliothek?
            fr|Où se trouve la vieille bibliothèque ?
            es|¿Dónde está la biblioteca antigua?
            it|Dove si trova la vecchia biblioteca?
            pt|Onde fica a biblioteca antiga?
            nl|Waar is de oude bibliotheek?
            sv|Var ligger det gamla biblioteket?
            da|Hvor ligger det gamle bibliotek?
            nb|Hvor er det gamle biblioteket?
            fi|Missä vanha kirjasto on?
            is|Hvar er gamla bókasafnið?
            et|Kus asub vana raamatukogu?
            lv|Kur atrodas vecā bibliotēka?
            lt|Kur yra senoji biblioteka?
            pl|Gdzie jest stara biblioteka?
            cs|Kde je stará knihovna?
            sk|Kde je stará knižnica?
            hu|Hol van a régi könyvtár?
            ro|Unde este biblioteca veche?
            hr|Gdje je stara knjižnica?
            sl|Kje je stara knjižnica?
            sq|Ku është biblioteka e vjetër?
            tr|Eski kütüphane nerede?
            vi|Thư viện cũ ở đâu?
            id|Di mana perpustakaan lama itu?
            sw|Maktaba ya zamani iko wapi?
            ru|Где находится старая библиотека?
            uk|Де знаходиться стара бібліотека?
            bg|Къде е старата библиотека?
            sr|Где је стара библиотека?
            el|Πού είναι η παλιά βιβλιοθήκη?
            he|איפה הספרייה הישנה?
            ar|أين تقع المكتبة القديمة؟
            fa|کتابخانه قدیمی کجاست؟
            ur|پرانی لائبریری کہاں ہے؟
            hi|पुराना पुस्तकालय कहाँ है?
            bn|পুরনো গ্রন্থাগারটি কোথায়?
            ta|பழைய நூலகம் எங்கே உள்ளது?
            te|పాత గ్రంథాలయం ఎక్కడ ఉంది?
            th|ห้องสมุดเก่าอยู่ที่ไหน?
            km|បណ្ណាល័យចាស់នៅឯណា?
            ka|სად არის ძველი ბიბლიოთეკა?
            hy|Որտեղ է հին գրադարանը?
            am|የድሮው ቤተ መጻሕፍት የት ነው?
            ko|오래된 도서관은 어디에 있나요?
            ja|古い図書館はどこですか？
            zh|旧图书馆在哪里？
            """;

    private Sentences() {}

    static Stream<Arguments> all() {
        return ALL.lines().map(line -> {
            int bar = line.indexOf('|');
            return Arguments.of(line.substring(0, bar), line.substring(bar + 1));
        });
    }
}
