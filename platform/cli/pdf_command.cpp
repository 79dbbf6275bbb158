#include "core/commands/note_reading.h"
#include "platform/cli/commands.h"
#include "platform/paper/record_pdf.h"

#include <QGuiApplication>

namespace sightline::cli {

using namespace Qt::StringLiterals;

Result<CliReply> pdfCommand(CliSession &session)
{
    const auto id = CliSession::identifier<RecordId>(session.options().record, u"record"_s);
    if (!id)
        return id.error();
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return Error { ErrorCode::NotAllowed, u"This program was started without fonts, so it cannot write a PDF."_s };
    const auto store = session.store();
    if (!store)
        return store.error();
    const PrintChoice choice { session.options().withPrivileged ? Privileged::Included : Privileged::LeftOut, session.options().printVersion };
    const auto printed = wholePrintedRecord(**store, session.world().calendar, *id, choice);
    if (!printed)
        return printed.error();
    if (const auto noted = noteReading(**store, *id, Reading::How::Printed); !noted)
        return noted.error();
    const QString path = session.options().toFile.isEmpty() ? neutralFileName(*id) : session.options().toFile;
    if (const auto saved = saveRecordPdf(*printed, path); !saved)
        return saved.error();
    const QString which = printed->version.isEmpty() ? QString() : u" Version: %1."_s.arg(printed->version);
    return CliReply { Json::object({ { u"record"_s, id->toString() }, { u"file"_s, path }, { u"version"_s, printed->version } }),
                      u"Written to %1.%2 It is not encrypted: keep it where only those may read it who must.\n"_s.arg(path, which) };
}

} // namespace sightline::cli
