#include "tests/laws/rule.h"
#include "tests/laws/source_text.h"

#include <QRegularExpression>

namespace sightline::laws {

namespace {

using namespace Qt::StringLiterals;

/// Looks for @p pattern in the code of C++ files that lie in @p in but not in @p except. Examines lines.
std::function<Report(const SourceTree &)> forbidCode(const QString &pattern, const QString &what, const QStringList &in, const QStringList &except = {})
{
    return [expression = QRegularExpression(pattern), what, in, except](const SourceTree &tree) {
        Report report;
        for (const SourceFile &file : tree) {
            if (!file.isCpp() || !file.isInAnyOf(in) || file.isInAnyOf(except))
                continue;
            const QString code = takeApart(file.text).code;
            report.examined += static_cast<int>(code.count(u'\n'));
            for (auto matches = expression.globalMatch(code); matches.hasNext();)
                report.findings.append({ file.path, lineAt(code, matches.next().capturedStart()), what });
        }
        return report;
    };
}

/// The same for the insides of string literals, in C++ and QML. Examines literals.
std::function<Report(const SourceTree &)> forbidInStrings(const QString &pattern, const QString &what, const QStringList &in, const QStringList &except = {})
{
    return [expression = QRegularExpression(pattern), what, in, except](const SourceTree &tree) {
        Report report;
        for (const SourceFile &file : tree) {
            if (!(file.isCpp() || file.isQml()) || !file.isInAnyOf(in) || file.isInAnyOf(except))
                continue;
            for (const TextPiece &literal : takeApart(file.text).strings) {
                ++report.examined;
                if (expression.match(literal.text).hasMatch())
                    report.findings.append({ file.path, literal.line, what });
            }
        }
        return report;
    };
}

const QStringList product { u"core"_s, u"sync"_s, u"platform"_s, u"qml"_s };

QList<Rule> rulesAboutCode()
{
    return {
        { u"core has no Q_OBJECT"_s,
          u"lines"_s,
          forbidCode(uR"(\b(Q_OBJECT|Q_GADGET)\b)"_s, u"makes a QObject in core; core is values and functions."_s, { u"core"_s }),
          { { u"core/tasks/task.h"_s, u"class Task : public QObject {\n    Q_OBJECT\n};\n"_s, u"// no Q_OBJECT here\nstruct Task {};\n"_s } } },
        { u"nobody ignores a certificate"_s,
          u"lines"_s,
          forbidCode(u"\\bignoreSslErrors\\b"_s, u"ignores TLS errors; pin the certificate instead."_s, product),
          { { u"sync/client/http_transport.cpp"_s, u"reply->ignoreSslErrors();\n"_s, u"// never ignoreSslErrors\n"_s } } },
        { u"QML gets its objects by type"_s,
          u"lines"_s,
          forbidCode(uR"(\b(setContextProperty|setContextObject|qmlRegister\w*)\b)"_s, u"bypasses typed QML; use QML_ELEMENT and required properties."_s,
                     { u"qml"_s, u"tests"_s }),
          { { u"qml/app/app_graph.cpp"_s, u"context->setContextProperty(name, model);\n"_s, u"engine.setInitialProperties(properties);\n"_s } } },
        { u"nobody sleeps"_s,
          u"lines"_s,
          forbidCode(uR"(\b(sleep_for|sleep_until|usleep|nanosleep|QThread::m?u?sleep|QTest::q(Sleep|Wait))\b)"_s,
                     u"sleeps; wait for the event, or advance the clock."_s, { u"core"_s, u"sync"_s, u"qml"_s, u"tests/unit"_s }),
          { { u"sync/client/runner.cpp"_s, u"std::this_thread::sleep_for(delay);\n"_s, u"m_wake.wait_for(lock, delay);\n"_s } } },
        { u"we throw nothing of our own"_s,
          u"lines"_s,
          forbidCode(uR"(\bthrow\b)"_s, u"throws; return a Result."_s, product),
          { { u"core/base/json.cpp"_s, u"throw std::runtime_error(what);\n"_s, u"return Error { ErrorCode::InvalidInput, what };\n"_s } } },
        { u"nothing is deleted by hand"_s,
          u"lines"_s,
          forbidCode(uR"(\bdelete(\[\])?\s+[A-Za-z_*(])"_s, u"deletes by hand; own it with a value or a unique_ptr."_s, product),
          { { u"core/store/store.cpp"_s, u"delete m_connection;\n"_s, u"Store(const Store &) = delete;\n"_s } } },
        { u"no continuation on a future"_s,
          u"lines"_s,
          forbidCode(uR"((\)|future\w*)\s*\.then\()"_s, u"continues a QFuture; in Qt 6.4 that aborts if its context dies: use deliver()."_s, { u"qml"_s }),
          { { u"qml/features/today/today_model.cpp"_s, u"m_store.run(job).then(this, onDone);\n"_s, u"deliver(m_store.run(job), this, onDone);\n"_s } } },
    };
}

QList<Rule> rulesAboutWords()
{
    const QString sql =
        uR"(^\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|REPLACE\s+INTO\s|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX|TRIGGER|VIEW|VIRTUAL)\b|ALTER\s+TABLE\s|DROP\s+\w+\s|PRAGMA\s|WITH\s+\w+\s+AS\b))"_s;
    return {
        { u"SQL is spoken only beside the tables"_s,
          u"literals"_s,
          forbidInStrings(sql, u"speaks SQL; a table class, a query or the hub's store does that."_s, product,
                          { u"core/sqlite"_s, u"core/store"_s, u"core/queries"_s, u"sync/hub/store"_s }),
          { { u"core/commands/save_draft.cpp"_s, u"const auto sql =\n    \"UPDATE \"\n    \"draft SET answers = ?1\";\n"_s,
              u"log(\"SELECTED\"); say(\"Update your notes SET aside\");\n"_s } } },
        { u"no form template is known to the code"_s,
          u"literals"_s,
          forbidInStrings(uR"(\b[TP]\d\d\b)"_s, u"names a template; only core/packs and tests may."_s, product, { u"core/packs"_s }),
          { { u"core/commands/complete_record.cpp"_s, u"if (record.form == u\"T01\"_s) return;\n"_s, u"if (record.form == form.id) return; // T01\n"_s } } },
        { u"no file knows the machine it was written on"_s,
          u"literals"_s,
          forbidInStrings(uR"(^(/work/|/tmp/|/home/|/root/))"_s, u"names a path of one machine; take a folder from the caller."_s,
                          { u"core"_s, u"sync"_s, u"platform"_s, u"qml"_s, u"tests"_s }, { u"tests/laws"_s }),
          { { u"tests/support/folders.cpp"_s, u"return u\"/tmp/sightline\"_s;\n"_s, u"return u\"/v1/sync\"_s;\n"_s } } },
    };
}

} // namespace

QList<Rule> codeRules() { return rulesAboutCode() + rulesAboutWords(); }

} // namespace sightline::laws
