#pragma once

#include <QObject>
#include <QString>
#include <qqmlintegration.h>

namespace sightline {

/// The family all text is set in: Inter where it is installed, else what the system uses for its own.
class FontChoice : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString family READ family CONSTANT FINAL)
public:
    using QObject::QObject;
    [[nodiscard]] QString family() const;
};

} // namespace sightline
