#include "core/schedule/vocabulary.h"

namespace sightline {

using namespace Qt::StringLiterals;

Result<Vocabulary> Vocabulary::fromJson(const Json &value)
{
    Vocabulary vocabulary;
    const Json &happenings = value[u"happenings"_s];
    if (!happenings.isObject())
        return Error { ErrorCode::InvalidInput, u"The vocabulary has no object named happenings."_s };
    for (auto it = happenings.toObject().begin(); it != happenings.toObject().end(); ++it) {
        if (!it.value().isString())
            return Error { ErrorCode::InvalidInput, u"The vocabulary's happening of \"%1\" is not text."_s.arg(it.key()) };
        vocabulary.happenings.insert(it.key(), it.value().toString());
    }
    const auto readWords = [&value](const QString &name, QSet<QString> &words) {
        if (!value[name].isArray())
            return false;
        for (const QString &word : value[name].toStrings())
            words.insert(word);
        return true;
    };
    if (!readWords(u"act_nouns"_s, vocabulary.actNouns) || !readWords(u"abbreviations"_s, vocabulary.abbreviations)
        || !readWords(u"job_words"_s, vocabulary.jobWords) || !readWords(u"person_words"_s, vocabulary.personWords))
        return Error { ErrorCode::InvalidInput, u"The vocabulary lacks one of the lists act_nouns, abbreviations, job_words and person_words."_s };
    return vocabulary;
}

} // namespace sightline
